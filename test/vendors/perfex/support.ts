import { readFileSync } from 'node:fs';
import { type Contact, TextDirection } from '../../../src/domain/contact.js';
import type { ContactSource } from '../../../src/domain/sources.js';
import { perfex } from '../../../src/vendors/perfex/index.js';
import type { SandboxPerson, Simulator } from '../../../src/vendors/simulator.js';
import { type EnvironmentOverrides, vendorEnvironment } from '../../support/vendor-environment.js';

export const fixture = <Shape = unknown>(name: string): Shape =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')) as Shape;

export const row = (overrides: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  ...fixture<Record<string, unknown>>('contact-row'),
  ...overrides,
});

export const silent = {
  invoice: false,
  estimate: false,
  creditNote: false,
  contract: false,
  task: false,
  project: false,
  ticket: false,
};

/** Contact n of customer ceil(n / 10): ten contacts each, the first of them primary, created a minute apart. */
export function person(number: number, overrides: Partial<NonNullable<SandboxPerson['perfex']>> = {}): SandboxPerson {
  return {
    number,
    groups: [],
    perfex: {
      contactId: number,
      customerId: Math.ceil(number / 10),
      company: `Company ${Math.ceil(number / 10)}`,
      firstName: `First${number}`,
      lastName: `Last${number}`,
      email: `person${number}@example.com`,
      phoneNumber: '030 901820',
      title: 'Buyer',
      isPrimary: number % 10 === 1,
      isActive: true,
      direction: TextDirection.LTR,
      notifications: { ...silent, invoice: true, ticket: true },
      createdAt: new Date(Date.UTC(2024, 6, 1, 12, number)),
      lastLoginAt: null,
      ...overrides,
    },
  };
}

export const people = (count: number): SandboxPerson[] =>
  Array.from({ length: count }, (_, index) => person(index + 1));

export const sourceOf = (
  server: Pick<Simulator, 'origin'> & { readonly key?: string },
  { timezone = 'UTC', ...environment }: EnvironmentOverrides & { timezone?: string } = {},
): ContactSource =>
  perfex.connect(
    { url: server.origin, token: server.key ?? 'token-of-the-test', timezone },
    vendorEnvironment(environment),
  );

export function contact(overrides: Partial<Contact> = {}): Contact {
  return {
    id: '5',
    customerId: '2',
    isPrimary: false,
    firstName: 'Ada',
    lastName: 'Brandt',
    email: 'ada@example.com',
    emailRaw: 'Ada@Example.com',
    phoneNumber: null,
    phoneNumberRaw: null,
    title: null,
    createdAt: null,
    isActive: true,
    profileImage: null,
    direction: null,
    notifications: silent,
    lastLoginAt: null,
    customFields: null,
    ...overrides,
  };
}

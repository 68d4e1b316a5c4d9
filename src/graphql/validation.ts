import { GraphQLLocalDate } from 'graphql-scalars';
import { validate, ValidateBy, type ValidationError } from 'class-validator';
import { toEmailAddress } from '../domain/email-address.js';
import { InputError } from '../errors.js';

/**
 * Checks the rules that are declared on an input class. Values are never part of the message.
 * @throws InputError that names every field at fault and what is wrong with each.
 */
export async function validateInput(input: unknown): Promise<void> {
  if (typeof input !== 'object' || input === null) return;
  const broken = await validate(input, { skipMissingProperties: true, forbidUnknownValues: false });
  const problems = [...broken.flatMap((error) => describe(error, '')), ...textsWithNul(input, '')];
  if (problems.length === 0) return;
  throw new InputError(
    `${problems.map(({ message }) => message).join('; ')}.`,
    problems.map(({ field }) => field),
  );
}

function describe(error: ValidationError, prefix: string): { field: string; message: string }[] {
  const field = prefix + error.property;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message: prefix + message }));
  return [...own, ...(error.children ?? []).flatMap((child) => describe(child, `${field}.`))];
}

/** Databases cut a text off at a NUL or refuse it: nobody means to send one. */
function textsWithNul(input: object, prefix: string): { field: string; message: string }[] {
  return Object.entries(input).flatMap(([name, value]: [string, unknown]) => {
    const field = prefix + name;
    if (value instanceof NestedInput) return textsWithNul(value, `${field}.`);
    const texts = Array.isArray(value) ? (value as unknown[]) : [value];
    const hasNul = texts.some((text) => typeof text === 'string' && text.includes('\0'));
    return hasNul ? [{ field, message: `${field} must not contain the character NUL` }] : [];
  });
}

/** Nested input classes extend this, so that their nulls can be told from those in a caller's own JSON. */
export abstract class NestedInput {}

/** What was really sent: null means the same as absent, in nested inputs too. Lists and free JSON stay as they are. */
export function sent<Input extends object>(input: Input): Input {
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]: [string, unknown]) => [name, value instanceof NestedInput ? sent(value) : value]),
  ) as Input;
}

const rule = (name: string, holds: (value: unknown) => boolean, message: string): PropertyDecorator =>
  ValidateBy({ name, validator: { validate: holds, defaultMessage: () => `$property ${message}` } });

/** The same rule as the schema's scalar, so that what is accepted can always be answered. */
export const IsEmailAddress = (): PropertyDecorator =>
  rule(
    'isEmailAddress',
    (value) => typeof value === 'string' && toEmailAddress(value) !== null,
    'must be an e-mail address, such as ada@example.com',
  );

export const IsCalendarDate = (): PropertyDecorator =>
  rule('isCalendarDate', isCalendarDate, 'must be a date of the calendar, YYYY-MM-DD');

function isCalendarDate(value: unknown): boolean {
  try {
    GraphQLLocalDate.parseValue(value);
    return true;
  } catch {
    return false;
  }
}

const passwordParts: readonly (readonly [part: string, pattern: RegExp])[] = [
  ['6 characters at least', /^.{6}/s],
  ['128 characters at most', /^.{0,128}$/s],
  ['an upper-case letter', /\p{Lu}/u],
  ['a lower-case letter', /\p{Ll}/u],
  ['a digit', /\d/],
  ['a special character', /[^\p{L}\p{N}\s]/u],
];

/** Chatwoot's rule, checked before it is asked, so that the message can say which part is missing. */
export const IsStrongPassword = (): PropertyDecorator =>
  ValidateBy({
    name: 'isStrongPassword',
    validator: {
      validate: (value) => typeof value === 'string' && missingPasswordParts(value).length === 0,
      defaultMessage: (details) => `$property needs ${missingPasswordParts(String(details?.value)).join(', ')}`,
    },
  });

const missingPasswordParts = (password: string): string[] =>
  passwordParts.filter(([, pattern]) => !pattern.test(password)).map(([part]) => part);

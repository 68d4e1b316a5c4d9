import type { Contact, ContactChange, ContactPermission, ContactUpdate } from '../../../src/domain/contact.js';
import type { ContactSource } from '../../../src/domain/sources.js';
import {
  type PerfexSimulator,
  type PerfexSimulatorOptions,
  startPerfexSimulator,
} from '../../../src/vendors/perfex/simulator.js';
import { callScope } from '../../support/scope.js';
import { people, sourceOf } from './support.js';

export const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

export const idsOf = (items: readonly (Contact | Error | null)[]): unknown[] =>
  items.map((item) => (item && 'id' in item ? item.id : item));

/** A simulated Perfex for each test of one file, closed after it, and a source that is connected to it. */
export function useSimulatedPerfex() {
  const running: PerfexSimulator[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.close()));
  });

  const at = {
    simulator: undefined as unknown as PerfexSimulator,
    source: undefined as unknown as ContactSource,
    start: async (options: Partial<PerfexSimulatorOptions> = {}, timezone = 'UTC'): Promise<void> => {
      at.simulator = await startPerfexSimulator({ people: people(120), timezone, ...options });
      running.push(at.simulator);
      at.source = sourceOf(at.simulator, { timezone });
    },
    pathsCalled: () => at.simulator.calls.map(({ method, url }) => `${method} ${url.split('?')[0] ?? ''}`),
    readOne: async (id: string): Promise<Contact> => {
      const [found] = await at.source.readContacts([id], callScope());
      if (!found || found instanceof Error) throw new Error('expected a contact');
      return found;
    },
    updateOf: async (
      id: string,
      change: ContactChange,
      knownPermissions?: ContactPermission[],
    ): Promise<ContactUpdate> => ({ current: await at.readOne(id), change, knownPermissions }),
  };
  return at;
}

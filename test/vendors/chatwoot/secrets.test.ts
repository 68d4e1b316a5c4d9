import { pino } from 'pino';
import type { UserSource } from '../../../src/domain/sources.js';
import { chatwoot } from '../../../src/vendors/chatwoot/index.js';
import { type ChatwootSimulator, startChatwootSimulator } from '../../../src/vendors/chatwoot/simulator.js';
import { callScope } from '../../support/scope.js';
import { vendorEnvironment } from '../../support/vendor-environment.js';
import { people } from './people.js';

const logged: string[] = [];

let simulator: ChatwootSimulator;
let source: UserSource;

beforeAll(async () => {
  simulator = await startChatwootSimulator({ people });
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  source = chatwoot.connect({ url: simulator.origin, token: simulator.key }, vendorEnvironment({ logger }));
});
afterAll(() => simulator.close());

describe('secrets', () => {
  it('appear in no result, no error and no log line, over every method', async () => {
    const scope = callScope();
    const outcome = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);
    const link = await source.createLoginLink('12', scope);
    const outcomes: unknown[] = [
      await source.readUsers(['12', '15', '31', '404'], scope),
      await source.createUser({ name: 'Alan', email: 'alan@example.com', password: 'Pass-word-1' }, scope),
      await source.createUser({ name: 'Ada', email: 'ada@example.com' }, scope),
      await source.updateUser('12', { name: 'Ada' }, scope),
      await source.readAccountUsers('1', scope),
      await outcome(source.updateUser('12', { email: 'grace@example.com', password: 'weak-pw' }, scope)),
      await outcome(source.deleteUser('31', scope)),
      await outcome(source.deleteUser('12', scope)),
    ];
    for (const faults of [{ outage: true }, { outage: false, malformed: true }, { malformed: false, quota: 0 }]) {
      simulator.setFaults(faults);
      outcomes.push(await source.readUsers(['12'], scope), await outcome(source.createLoginLink('12', scope)));
    }
    // Errors hold message, stack and cause where JSON.stringify does not look.
    const seen = JSON.stringify(outcomes, (_, value: unknown) =>
      value instanceof Error ? { ...value, message: value.message, stack: value.stack, cause: value.cause } : value,
    );
    expect(seen).toContain('VENDOR_FORBIDDEN');
    expect(seen).toContain('Ada Lovelace');
    expect(logged.length).toBeGreaterThan(10);
    for (const text of [seen, ...logged]) {
      expect(text).not.toMatch(/secret-|_token|hmac_identifier|Pass-word-1|weak-pw/);
      expect(text).not.toContain(simulator.key);
      expect(text).not.toContain(link.url);
    }
    for (const line of logged) expect(line).not.toMatch(/example\.com|Ada|users\/12/);
  });
});

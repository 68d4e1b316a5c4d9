import { pino } from 'pino';
import { callScope } from '../../support/scope.js';
import { people, sourceOf } from './support.js';
import { useSimulatedPerfex } from './support-simulated.js';

const at = useSimulatedPerfex();

test('no secret of a row, nor the token, nor a password is in any answer, error or log line', async () => {
  await at.start({ people: people(12), version: 3 });
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  at.source = sourceOf(at.simulator, { logger });
  const scope = callScope();
  const window = { offset: 0, first: 10 };
  const draft = {
    customerId: '1',
    firstName: 'A',
    lastName: 'B',
    email: 'a@example.com',
    password: 'Secret-Password-1',
  };
  const everything: unknown[] = [
    await at.source.readContacts(['1', '2', '999'], scope),
    await at.source.readCustomerContacts('1', window, scope),
    await at.source.searchContacts('example', window, scope),
    await at.source.readRecentContacts({}, window, scope),
    await at.source.createContact(draft, scope),
    await at.source.createContact(draft, scope).catch((error: unknown) => error),
    await at.source.updateContacts([await at.updateOf('1', { password: 'Secret-Password-1' })], scope),
    await at.source
      .updateContact(await at.updateOf('1', { email: 'a@example.com' }), scope)
      .catch((error: unknown) => error),
  ];
  at.simulator.setFaults({ malformed: true });
  everything.push(await at.source.readContacts(['1'], scope));
  at.simulator.setFaults({ malformed: false, quota: 0 });
  everything.push(await at.source.readContacts(['1'], scope));
  const text = JSON.stringify([everything, everything.flat().map(String), lines]);
  expect(lines.length).toBeGreaterThan(10);
  for (const secret of ['$2a$', 'password', 'pass_key', 'last_ip', '203.0.113', 'Secret-Password-1', at.simulator.key])
    expect(text).not.toContain(secret);
});

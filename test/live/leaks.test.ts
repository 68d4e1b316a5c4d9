import { pino } from 'pino';
import { localBus } from '../../src/changes/local-bus.js';
import { ChangeCause } from '../../src/domain/change.js';
import { ChangeService } from '../../src/services/changes/changes.js';
import { withoutReplicas } from '../support/changes.js';
import { startServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';
import { openClient } from './support.js';

const identities = { find: async (lookups: readonly unknown[]) => lookups.map(() => null) };

function changeService() {
  const bus = localBus();
  const changes = new ChangeService({
    identities,
    ...withoutReplicas(),
    bus,
    reading: { region: undefined, persioUserId: 'OWN' },
    findWrite: async () => null,
    health: () => undefined,
    logger: pino({ level: 'silent' }),
  });
  return { bus, changes };
}

const nobody = { people: 0, writes: 0, sources: 0 };

describe('after a thousand rounds', () => {
  it('nobody is left who listens, however each subscription ended', async () => {
    const { changes } = changeService();
    for (let round = 0; round < 1_000; round += 1) {
      const person = await changes.watchPerson({ contactId: '1' });
      const write = changes.watchWrite('w');
      const sources = changes.watchSources();
      if (round % 3 > 0) await person.next();
      await write.next();
      const waiting = sources.next().then(() => sources.next());
      if (round % 2 > 0) changes.peopleChanged(['p'], ChangeCause.LINKS);
      await Promise.all([person.return?.(), write.return?.(), sources.return?.(), waiting]);
    }
    expect(changes.watching).toEqual(nobody);
    await changes.close();
  });

  it('over a connection, nothing is left of them', async () => {
    const server: TestServer = await startServer();
    const client = openClient(server.url);
    const query = `subscription { personChanged(by: { contactId: "1" }) { cause } }`;
    const held = client.listen(query);
    await held.next();
    for (let round = 0; round < 1_000; round += 1) {
      const events = client.listen(query);
      await events.next();
      events.leave();
    }
    // Those that were left are still told to leave; nobody is turned away in the end.
    await until(async () => {
      const again = client.listen(query);
      const { errors } = await again.next();
      again.leave();
      return errors === undefined;
    });
    await client.close();
    await server.close();
  });
});

describe('a subscriber that is slow', () => {
  it('is told the last of what happened, once', async () => {
    const { changes } = changeService();
    const person = await changes.watchPerson({ contactId: '1' });
    await person.next();
    for (let change = 0; change < 10_000; change += 1)
      changes.touched(
        [{ vendor: 'PERFEX' as never, recordId: '1' }],
        change % 2 > 0 ? ChangeCause.WEBHOOK : ChangeCause.WRITE,
      );
    const told = await person.next();
    expect(told.value.cause).toBe(ChangeCause.WEBHOOK);
    const next = person.next();
    await person.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
    await changes.close();
  });
});

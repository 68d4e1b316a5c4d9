import { pino } from 'pino';
import { PostgresBus } from '../../src/changes/postgres-bus.js';
import { createDatabase, describeWithPostgres, startPostgresProxy } from '../support/postgres.js';

describeWithPostgres('the bus over PostgreSQL', () => {
  it('can be closed while its connection is being made', async () => {
    const database = await createDatabase();
    const proxy = await startPostgresProxy();
    proxy.delay(100);
    const bus = new PostgresBus({
      url: database.urlAt(proxy.port),
      schema: 'closing',
      logger: pino({ level: 'silent' }),
    });
    const started = bus.start();
    await bus.close();
    await started;
    await proxy.close();
    await database.drop();
  }, 20_000);
});

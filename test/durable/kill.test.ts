import { type KillOptions, killWrites } from '../../scripts/kill-writes/run.js';
import { describeWithPostgres } from '../support/postgres.js';
import { buildService } from '../support/built-service.js';

let service: Awaited<ReturnType<typeof buildService>>;
beforeAll(async () => {
  service = await buildService();
});

async function expectNothingLost(options: Pick<KillOptions, 'store' | 'replicas' | 'blows'>): Promise<void> {
  const run = { main: service.main, clients: 4, ownCluster: false, say: () => undefined };
  const report = await killWrites({ ...run, ...options });
  expect(report).toMatchObject({ undelivered: 0, endedByThemselves: 0 });
  for (const kind of report.kinds) expect(kind).toMatchObject({ missing: 0, doubled: 0, outOfOrder: 0 });
}

it('a service that is killed three times while clients write loses no write, doubles none, and keeps their order', async () => {
  await expectNothingLost({ store: 'embedded', replicas: 1, blows: 3 });
}, 300_000);

describeWithPostgres('on PostgreSQL', () => {
  it('a service that is killed three times while clients write loses no write, doubles none, and keeps their order', async () => {
    await expectNothingLost({ store: 'postgres', replicas: 1, blows: 3 });
  }, 300_000);

  it.each([2, 3])(
    '%i replicas, one of which is killed, one stopped for a while, and all cut off from the database, do so as well',
    async (replicas) => {
      await expectNothingLost({ store: 'postgres', replicas, blows: 3 });
    },
    300_000,
  );
});

import { killWrites } from '../../scripts/kill-writes/run.js';
import { buildService } from '../support/process.js';

it('a service that is killed three times while clients write loses no write, doubles none, and keeps their order', async () => {
  const service = await buildService();
  const { kinds, undelivered } = await killWrites({ main: service.main, kills: 3, clients: 4, say: () => undefined });
  await service.remove();
  expect(undelivered).toBe(0);
  for (const kind of kinds) expect(kind).toMatchObject({ missing: 0, doubled: 0, outOfOrder: 0 });
  expect(kinds.every(({ acknowledged }) => acknowledged > 0)).toBe(true);
}, 180_000);

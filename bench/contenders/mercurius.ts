import { fastify } from 'fastify';
import { mercurius } from 'mercurius';
import type { Contact } from '../../src/domain/contact.js';
import { openUndici } from './clients.js';
import { listening, ready } from './environment.js';
import { openReads } from './reads.js';
import { scalars, typeDefs } from './schema.js';

/** Mercurius at its best: its JIT, its own batching loaders, and an undici pool to the vendors. */
const reads = openReads(openUndici);

async function inOrder<Value>(
  keys: readonly string[],
  read: (distinct: readonly string[]) => Promise<readonly Value[]>,
): Promise<Value[]> {
  const distinct = [...new Set(keys)];
  const values = await read(distinct);
  const valueOf = new Map(distinct.map((key, index) => [key, values[index] as Value]));
  return keys.map((key) => valueOf.get(key) as Value);
}

const app = fastify();
await app.register(mercurius, {
  schema: typeDefs,
  jit: 1,
  resolvers: {
    ...scalars,
    Query: {
      contacts: (_: unknown, { ids }: { ids: readonly string[] }) =>
        inOrder(ids, (distinct) => reads.contacts(distinct)),
      customerContacts: async (_: unknown, { customerId, first }: { customerId: string; first: number }) => ({
        nodes: await reads.customerContacts(customerId, first),
      }),
    },
  },
  loaders: {
    Contact: {
      profile: {
        loader: (queries: readonly { obj: Contact }[]) =>
          inOrder(
            queries.map(({ obj }) => obj.phoneNumber ?? ''),
            (distinct) =>
              Promise.all(distinct.map((number) => (number === '' ? Promise.resolve(null) : reads.profile(number)))),
          ),
        // Its own cache writes each parent as a text to compare them.
        opts: { cache: false },
      },
    },
  },
});
await app.listen(listening);
ready(app.server);

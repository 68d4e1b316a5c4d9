import fc from 'fast-check';
import type { RecordKey } from '../../src/domain/identity.js';
import type { IdentityGraph } from '../../src/domain/identity-graph.js';
import { Vendor } from '../../src/domain/vendor.js';
import { emptyGraph, observe, tokenOf } from './resolution.js';

const act = { actor: 'support', at: new Date(1) };
const vendors = [Vendor.NUMI, Vendor.CHATWOOT, Vendor.PERFEX];

const key = fc.record({ vendor: fc.constantFrom(...vendors), recordId: fc.nat({ max: 3 }).map(String) });
const group = fc.array(key, { minLength: 1, maxLength: 4 });

const named = (keys: readonly RecordKey[]) => keys.map((each) => ({ token: tokenOf(each), key: each }));

/** Some records that were seen, some that were put together, and some that were taken out again. */
function prepared(seen: readonly RecordKey[], together: readonly RecordKey[], apart: RecordKey, most: number) {
  const graph = emptyGraph(undefined, most);
  for (const each of seen) observe(graph, { key: each, name: { given: '', family: '' }, identifiers: [] });
  const areTogether = graph.declare(named(together), act);
  const token = tokenOf(apart);
  if (areTogether && together.some((each) => tokenOf(each) === token))
    graph.separate(graph.ownerOf(token).id, [[token]], act);
  return graph;
}

const outcomeOf = (graph: IdentityGraph, groups: readonly (readonly RecordKey[])[]) => ({
  answers: groups.map((keys) => graph.declare(named(keys), act)),
  changes: graph.changes,
});

it('declaring pairs comes to what declaring the same as groups of any size comes to, whatever was known before', () => {
  fc.assert(
    fc.property(
      fc.array(key),
      group,
      key,
      fc.array(fc.tuple(key, key), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      (seen, together, apart, pairs, most) => {
        const asPairs = outcomeOf(prepared(seen, together, apart, most), pairs);
        // A record that is named twice adds nothing, and makes a group of three.
        const asGroups = outcomeOf(
          prepared(seen, together, apart, most),
          pairs.map(([one, other]) => [one, other, one]),
        );
        expect(asPairs).toEqual(asGroups);
      },
    ),
    { numRuns: 2_000 },
  );
});

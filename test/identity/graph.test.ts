import type { IdentityGraph } from '../../src/domain/identity-graph.js';
import { IdentifierKind, LinkRule, type Sighting } from '../../src/domain/identity.js';
import { Vendor } from '../../src/domain/vendor.js';
import { emptyGraph, observe, tokenOf } from './resolution.js';

const phoneNumber = (value: string) => ({ kind: IdentifierKind.PHONE_NUMBER, value: `+493090182${value}` });
const act = { actor: 'support', at: new Date(1) };

const sighting = (
  vendor: Vendor,
  recordId: string,
  given: string,
  family: string,
  ...identifiers: Sighting['identifiers']
): Sighting => ({ key: { vendor, recordId }, name: { given, family }, identifiers });

const personOf = (graph: IdentityGraph, { key }: Sighting): string => graph.ownerOf(tokenOf(key)).id;

describe('a record that fits two people', () => {
  const jan = sighting(Vendor.NUMI, '1', 'Jan', 'Hofmann', phoneNumber('1'));
  const julia = sighting(Vendor.PERFEX, '1', 'Julia', 'Hofmann', phoneNumber('1'));
  const initial = sighting(Vendor.CHATWOOT, '1', 'J.', 'Hofmann', phoneNumber('1'));

  it('does not bring them together, whoever is seen first', () => {
    for (const order of [
      [jan, julia, initial],
      [julia, initial, jan],
      [initial, jan, julia],
    ]) {
      const graph = emptyGraph();
      for (const seen of order) observe(graph, seen);
      expect(personOf(graph, jan)).not.toBe(personOf(graph, julia));
      expect([personOf(graph, jan), personOf(graph, julia)]).toContain(personOf(graph, initial));
    }
  });

  it('goes where the reason is the strongest', () => {
    const graph = emptyGraph();
    const full = { ...initial, name: julia.name };
    for (const seen of [{ ...jan, name: { given: '', family: 'Hofmann' } }, julia]) observe(graph, seen);
    observe(graph, full);
    expect(graph.ownerOf(tokenOf(full.key)).links.find(({ key }) => key.vendor === Vendor.CHATWOOT)?.rule).toBe(
      LinkRule.PHONE_NUMBER_AND_NAME,
    );
  });

  it('belongs to both where a caller has put them together', () => {
    const graph = emptyGraph();
    for (const seen of [jan, julia]) observe(graph, seen);
    graph.merge([personOf(graph, jan), personOf(graph, julia)], act);
    observe(graph, initial);
    expect(new Set([jan, julia, initial].map((seen) => personOf(graph, seen))).size).toBe(1);
  });
});

describe('an identifier of too many records', () => {
  it('links those that came before it was too many, and none after', () => {
    const graph = emptyGraph(3);
    const seen = [1, 2, 3, 4].map((id) => sighting(Vendor.PERFEX, String(id), 'Ada', 'Lovelace', phoneNumber('1')));
    for (const each of seen) observe(graph, each);
    const [first, second, third, fourth] = seen.map((each) => personOf(graph, each));
    expect([second, third]).toEqual([first, first]);
    expect(fourth).not.toBe(first);
  });
});

import type { IdentityGraph } from '../../src/domain/identity-graph.js';
import { IdentifierKind, type RecordKey, type Sighting } from '../../src/domain/identity.js';
import { Vendor } from '../../src/domain/vendor.js';
import { emptyGraph, observe, tokenOf } from './resolution.js';

const act = { actor: 'import', at: new Date(1) };
const email = (value: string) => ({ kind: IdentifierKind.EMAIL, value });
const number = { kind: IdentifierKind.PHONE_NUMBER, value: '+4930901821' };
const key = (vendor: Vendor, recordId: string): RecordKey => ({ vendor, recordId });
const named = (...keys: RecordKey[]) => keys.map((each) => ({ token: tokenOf(each), key: each }));
const personOf = (graph: IdentityGraph, each: RecordKey): string => graph.ownerOf(tokenOf(each)).id;

const home = [email('hofmann@posteo.example'), number];
const hofmann = (vendor: Vendor, recordId: string, given: string): Sighting => ({
  key: key(vendor, recordId),
  name: { given, family: 'Hofmann' },
  identifiers: home,
});
const jan = hofmann(Vendor.PERFEX, '1', 'Jan');
const initial = hofmann(Vendor.NUMI, number.value, 'J.');
const julia = hofmann(Vendor.PERFEX, '2', 'Julia');

describe('a person of whom a caller has said something', () => {
  it('is no other one for the rules for that: a third name that fits both still joins no strangers', () => {
    const graph = emptyGraph();
    observe(graph, jan);
    graph.declare(named(jan.key, key(Vendor.PERSIO, 'crm-77')), act);
    graph.declare(named(julia.key, key(Vendor.PERSIO, 'crm-78')), act);
    for (const seen of [initial, julia]) observe(graph, seen);
    expect(personOf(graph, initial.key)).toBe(personOf(graph, jan.key));
    expect(personOf(graph, julia.key)).not.toBe(personOf(graph, jan.key));
  });

  it('may have two names where the caller has put both together, over a record that has none as well', () => {
    const graph = emptyGraph();
    for (const seen of [jan, julia]) observe(graph, seen);
    const persio = key(Vendor.PERSIO, 'crm-77');
    graph.declare(named(persio, jan.key), act);
    graph.declare(named(persio, julia.key), act);
    observe(graph, initial);
    expect(new Set([jan, julia, initial].map((seen) => personOf(graph, seen.key))).size).toBe(1);
  });

  it('is not two people since a record of it was renamed: the rules had linked it', () => {
    const graph = emptyGraph();
    const ada = { given: 'Ada', family: 'Lovelace' };
    const bob = { given: 'Bob', family: 'Meier' };
    const [hers, his, shared] = ['ada@x.example', 'bob@y.example', 'desk@z.example'].map(email) as [
      ReturnType<typeof email>,
      ReturnType<typeof email>,
      ReturnType<typeof email>,
    ];
    const profile = key(Vendor.NUMI, number.value);
    const contact = key(Vendor.PERFEX, '1');
    observe(graph, { key: contact, name: ada, identifiers: [hers, shared] });
    observe(graph, { key: profile, name: ada, identifiers: [shared, number] });
    graph.declare(named(contact, key(Vendor.CHATWOOT, '77')), act);
    observe(graph, { key: key(Vendor.CHATWOOT, '77'), name: ada, identifiers: [hers] });
    observe(graph, { key: key(Vendor.PERFEX, '2'), name: bob, identifiers: [his, number] });
    observe(graph, { key: profile, name: bob, identifiers: [shared, number] });
    expect(personOf(graph, key(Vendor.PERFEX, '2'))).not.toBe(personOf(graph, contact));
  });
});

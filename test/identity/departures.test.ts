import type { IdentityGraph } from '../../src/domain/identity-graph.js';
import { type Identifier, IdentifierKind, LinkRule, type RecordKey, type Sighting } from '../../src/domain/identity.js';
import { Vendor } from '../../src/domain/vendor.js';
import { emptyGraph, observe, tokenOf } from './resolution.js';

const act = { actor: 'support', at: new Date(1) };
const email = (value: string): Identifier => ({ kind: IdentifierKind.EMAIL, value });
const number: Identifier = { kind: IdentifierKind.PHONE_NUMBER, value: '+4930901821' };
const key = (vendor: Vendor, recordId: string): RecordKey => ({ vendor, recordId });
const profile = key(Vendor.NUMI, number.value);
const contact = key(Vendor.PERFEX, '1');
const user = key(Vendor.CHATWOOT, '1');
const bobsContact = key(Vendor.PERFEX, '2');

const ada = { given: 'Ada', family: 'Lovelace' };
const bob = { given: 'Bob', family: 'Meier' };
const hers = email('ada@x.example');
const his = email('bob@y.example');
const seen = (of: RecordKey, name: Sighting['name'], ...identifiers: Identifier[]): Sighting => ({
  key: of,
  name,
  identifiers,
});

const personOf = (graph: IdentityGraph, of: RecordKey): string => graph.ownerOf(tokenOf(of)).id;
const linksOf = (graph: IdentityGraph, of: RecordKey) =>
  graph.ownerOf(tokenOf(of)).links.map((link) => ({ ...link.key, rule: link.rule }));
const observeAll = (graph: IdentityGraph, ...sightings: Sighting[]): void => {
  for (const sighting of sightings) observe(graph, sighting);
};

const adasContact = seen(contact, ada, hers, number);
const adasProfile = seen(profile, ada, hers, number);
const adasUser = seen(user, ada, hers);
const bobsProfile = seen(profile, bob, his, number);

describe('a profile whose number has passed to a stranger', () => {
  it.each([
    ['which was linked to the others', [adasContact, adasProfile, adasUser]],
    ['with which the person became known', [adasProfile, adasContact, adasUser]],
    ['over which another record had come', [adasContact, adasProfile, seen(user, ada, number)]],
  ])('leaves the person, %s', (_, sightings) => {
    const graph = emptyGraph();
    observeAll(graph, ...sightings);
    const person = personOf(graph, contact);
    observe(graph, bobsProfile);
    expect(personOf(graph, contact)).toBe(person);
    expect(personOf(graph, user)).toBe(person);
    expect(linksOf(graph, profile)).toEqual([{ ...profile, rule: LinkRule.FIRST }]);
    expect(linksOf(graph, contact).filter(({ rule }) => rule === LinkRule.FIRST)).toHaveLength(1);
  });

  it('goes to the stranger where they are known', () => {
    const graph = emptyGraph();
    observeAll(graph, adasContact, adasProfile, seen(bobsContact, bob, his), bobsProfile);
    expect(linksOf(graph, bobsContact)).toEqual([
      { ...bobsContact, rule: LinkRule.FIRST },
      { ...profile, rule: LinkRule.EMAIL_AND_NAME },
    ]);
  });

  it('comes back with the number', () => {
    const graph = emptyGraph();
    observeAll(graph, adasContact, adasProfile, bobsProfile, adasProfile);
    expect(personOf(graph, profile)).toBe(personOf(graph, contact));
  });

  it('leaves once the last address that was the same has gone, at whichever vendor', () => {
    const graph = emptyGraph();
    const halfway = seen(profile, bob, hers, number);
    observeAll(graph, adasContact, adasProfile, halfway);
    expect(personOf(graph, profile)).toBe(personOf(graph, contact));
    observeAll(graph, seen(contact, ada, email('ada@new.example')), halfway);
    expect(personOf(graph, profile)).not.toBe(personOf(graph, contact));
  });
});

describe('a record that stays', () => {
  it.each([
    ['shares an address with another record still', seen(profile, bob, hers, number)],
    ['has a name that cannot be told from the others', seen(profile, { given: 'A.', family: 'L.' }, his, number)],
    ['has no name any more', seen(profile, { given: '', family: '' }, number)],
    ['has other addresses alone', seen(profile, ada, his, number)],
  ])('%s', (_, changed) => {
    const graph = emptyGraph();
    observeAll(graph, adasContact, adasProfile, changed);
    expect(personOf(graph, profile)).toBe(personOf(graph, contact));
  });

  it('was linked by a caller', () => {
    const graph = emptyGraph();
    const records = [contact, profile].map((each) => ({ token: tokenOf(each), key: each }));
    observe(graph, adasContact);
    graph.declare(records, act);
    observeAll(graph, adasProfile, bobsProfile);
    expect(personOf(graph, profile)).toBe(personOf(graph, contact));
  });

  it('has the name of another record, which a caller has put there', () => {
    const graph = emptyGraph();
    observeAll(graph, adasContact, adasProfile, seen(bobsContact, bob, email('bob@z.example')));
    graph.merge([personOf(graph, contact), personOf(graph, bobsContact)], act);
    observe(graph, bobsProfile);
    expect(personOf(graph, profile)).toBe(personOf(graph, contact));
  });
});

it('keeps apart what a caller has taken apart, when a record leaves and comes back', () => {
  const graph = emptyGraph();
  observeAll(graph, adasContact, adasProfile, adasUser);
  graph.separate(personOf(graph, contact), [[tokenOf(user)]], act);
  observeAll(graph, bobsProfile, adasProfile);
  expect(personOf(graph, profile)).toBe(personOf(graph, contact));
  expect(personOf(graph, user)).not.toBe(personOf(graph, contact));
});

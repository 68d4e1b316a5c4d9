import type { IdentityLookup, Link } from '../../src/domain/identity.js';
import { LinkRule } from '../../src/domain/identity.js';
import { persioUserIds } from '../../src/domain/persio-user-id.js';
import { Vendor } from '../../src/domain/vendor.js';
import { linksOf, persioUserIdsOf } from '../../src/services/people/persio-ids.js';
import { toLookup } from '../../src/services/people/person-key.js';

const phoneNumber = '+4930901820';
const record = (vendor: Vendor, recordId: string): IdentityLookup => ({ record: { vendor, recordId } });

describe('a user id in Persio', () => {
  it.each([
    ['NUMI_PHONE', phoneNumber, record(Vendor.NUMI, phoneNumber)],
    ['NUMI_PHONE', '7', null],
    ['CHATWOOT_USER', '7', record(Vendor.CHATWOOT, '7')],
    ['PERFEX_CONTACT', '7', record(Vendor.PERFEX, '7')],
    ['PERFEX_CONTACT', 'anonymous', null],
    ['OWN', 'shop-7', record(Vendor.PERSIO, 'shop-7')],
  ] as const)('names, with PERSIO_USER_ID=%s, the record that %s is the id of', (persioUserId, id, lookup) => {
    expect(toLookup({ persioUserId: id }, { region: undefined, persioUserId })).toEqual(lookup);
  });
});

describe('a person with a record at each vendor', () => {
  const link = (vendor: Vendor, recordId: string): Link => ({
    key: { vendor, recordId },
    rule: LinkRule.FIRST,
    evidence: { identifiers: [], matched: null },
    linkedAt: new Date(0),
    linkedBy: 'rules',
  });
  const links = [
    link(Vendor.NUMI, phoneNumber),
    link(Vendor.CHATWOOT, '1'),
    link(Vendor.PERFEX, '2'),
    link(Vendor.PERSIO, 'x'),
  ];
  const identity = { id: 'id', createdAt: new Date(0), links, redirectedFrom: null, otherMatches: [] };

  it('is known to Persio by the ids that the setting says', () => {
    expect(persioUserIds.map((kind) => [kind, ...persioUserIdsOf(identity, kind)])).toEqual([
      ['CHATWOOT_USER', '1'],
      ['PERFEX_CONTACT', '2'],
      ['NUMI_PHONE', phoneNumber],
      ['OWN', 'x'],
    ]);
  });

  it('has such an id as a link of its own, behind the record that it is the id of', () => {
    const named = (kind: 'PERFEX_CONTACT' | 'OWN') =>
      linksOf(identity, kind).map(({ key, rule }) => [key.vendor, key.recordId, rule]);
    expect(named('PERFEX_CONTACT')[3]).toEqual(['PERSIO', '2', 'VENDOR_ID']);
    expect(named('OWN')).toHaveLength(4);
  });
});

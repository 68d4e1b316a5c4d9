import { type Identity, type Link, LinkRule, type RecordKey } from '../../domain/identity.js';
import type { PersioUserId } from '../../domain/persio-user-id.js';
import { Vendor } from '../../domain/vendor.js';

/** The vendor whose records the user ids in Persio name; Persio itself where they name none. */
export const vendorOfUserIds: Readonly<Record<PersioUserId, Vendor>> = {
  NUMI_PHONE: Vendor.NUMI,
  CHATWOOT_USER: Vendor.CHATWOOT,
  PERFEX_CONTACT: Vendor.PERFEX,
  OWN: Vendor.PERSIO,
};

/** By which user ids Persio knows a person. */
export const persioUserIdsOf = ({ links }: Identity, kind: PersioUserId): string[] =>
  links.filter(({ key }) => key.vendor === vendorOfUserIds[kind]).map(({ key }) => key.recordId);

/** All links of a person, with those that follow from the setting: they are stored nowhere. */
export const linksOf = ({ links }: Identity, kind: PersioUserId): Link[] =>
  links.flatMap((link) =>
    kind !== 'OWN' && link.key.vendor === vendorOfUserIds[kind] ? [link, nameInPersio(link)] : [link],
  );

const nameInPersio = ({ key, linkedAt, linkedBy }: Link): Link => ({
  key: persioRecord(key),
  rule: LinkRule.VENDOR_ID,
  evidence: { identifiers: [], matched: key },
  linkedAt,
  linkedBy,
});

const persioRecord = ({ recordId }: RecordKey): RecordKey => ({ vendor: Vendor.PERSIO, recordId });

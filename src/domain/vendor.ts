import { registerEnumType } from 'type-graphql';

/** The four systems in which a company keeps its people. */
export enum Vendor {
  NUMI = 'NUMI',
  CHATWOOT = 'CHATWOOT',
  PERFEX = 'PERFEX',
  PERSIO = 'PERSIO',
}

registerEnumType(Vendor, {
  name: 'Vendor',
  description: 'One of the four systems that Peoplegraph reads from and writes to.',
  valuesConfig: {
    NUMI: { description: 'Numi keeps profiles, keyed by phone number.' },
    CHATWOOT: { description: 'Chatwoot keeps the users of its platform.' },
    PERFEX: { description: 'Perfex CRM keeps the contacts of customers.' },
    PERSIO: { description: 'Persio takes group memberships and events. It can only be written to.' },
  },
});

/** The name of each vendor as people write it, for messages. */
export const vendorNames: Readonly<Record<Vendor, string>> = Object.freeze({
  NUMI: 'Numi',
  CHATWOOT: 'Chatwoot',
  PERFEX: 'Perfex',
  PERSIO: 'Persio',
});

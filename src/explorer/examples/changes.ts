import type { Example } from './example.js';

/** What can be listened to. Each begins with an event that says how things stand. */
export const changeExamples: readonly Example[] = [
  {
    title: 'A person, as they are now and after each change.',
    document: `subscription PersonChanged($by: PersonKeyInput!) {
      personChanged(by: $by) { cause changedAt person { name { full } emails { value } } }
    }`,
    variables: { by: { userId: '1' } },
  },
  {
    title: 'How a write gets on, until it has ended.',
    before: [
      {
        document: `mutation { track(input: { userId: "1", event: "Order placed", delivery: ASYNC }) { write { id } } }`,
        take: { writeId: 'data.track.write.id' },
      },
    ],
    document: `subscription WriteChanged($writeId: ID!) {
      writeChanged(id: $writeId) { cause changedAt write { state attempts lastError { code message } } }
    }`,
  },
  {
    title: 'How a vendor is doing, now and whenever that changes.',
    document: `subscription SourceChanged($vendor: Vendor) {
      sourceChanged(vendor: $vendor) { cause changedAt source { vendor state } }
    }`,
    variables: { vendor: 'PERFEX' },
  },
];

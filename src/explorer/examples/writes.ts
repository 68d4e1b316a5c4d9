import type { Example, Preparation } from './example.js';

const persioIsOutOfOrder = { persio: { errorRate: 1, errorStatus: 500 } };
const persioIsWell = { persio: { errorRate: 0 } };

/** Her records at all vendors belong to one person. */
const adaIsKnown: Preparation = { document: '{ person(by: { userId: 1 }) { id } }' };

/** Persio has no quota left for a minute: the write waits. */
const waiting: Preparation = {
  faults: { persio: { quota: 0 } },
  document: `mutation { track(input: { userId: "1", event: "Order placed", idempotencyKey: "order-1" }) { write { id } } }`,
  timeout: 2_000,
};

/** Writes, and what consists of several. */
export const writeExamples: readonly Example[] = [
  {
    title: 'A write by its id, as the `write` of a payload or the `writeId` of an error names it.',
    before: [
      {
        document: `mutation { setProfile(input: { phoneNumber: "+4930901820", firstName: "Ada" }) { write { id } } }`,
        take: { id: 'data.setProfile.write.id' },
      },
    ],
    document: `query Write($id: ID!) {
      write(id: $id) { kind vendor state attempts createdAt endedAt lastError { code message } }
    }`,
  },
  {
    title: 'The writes that wait for their vendor.',
    before: [waiting],
    document: `query Writes($filter: WriteFilterInput, $first: Int!) {
      writes(filter: $filter, first: $first) {
        nodes { id kind vendor state attempts lastError { code message } }
        pageInfo { hasNextPage }
      }
    }`,
    variables: { filter: { state: 'PENDING' }, first: 10 },
  },
  {
    title: 'A write that was given up is tried again.',
    before: [
      {
        faults: persioIsOutOfOrder,
        document: 'mutation { track(input: { userId: "1", event: "Order placed" }) { messageId } }',
        take: { id: 'errors.0.extensions.writeId' },
      },
      { faults: persioIsWell, document: '{ __typename }' },
    ],
    document: `mutation RetryWrite($id: ID!) {
      retryWrite(input: { id: $id }) { write { kind state } }
    }`,
  },
  {
    title: 'A write that waits for its vendor is not to happen any more.',
    before: [{ ...waiting, take: { id: 'data.track.write.id' } }],
    document: `mutation CancelWrite($id: ID!) {
      cancelWrite(input: { id: $id }) { write { kind state lastError { code } } }
    }`,
  },
  {
    title: 'What would be written to correct a person in all systems. Nothing is: `dryRun`.',
    document: `mutation UpsertPerson($person: UpsertPersonInput!) {
      upsertPerson(input: $person) {
        plan {
          vendor
          recordId
          differences { attribute from to }
          request { method path body }
          notHeld
        }
        upsert { state outcomes { vendor state } }
      }
    }`,
    variables: {
      person: { by: { phoneNumber: '+12025550143' }, givenName: 'Grace', familyName: 'Hopper', dryRun: true },
    },
  },
  {
    title: 'What became of each record of an upsert.',
    before: [
      adaIsKnown,
      {
        document: `mutation { upsertPerson(input: { by: { userId: 1 }, givenName: "Augusta" }) { upsert { id } } }`,
        take: { id: 'data.upsertPerson.upsert.id' },
      },
    ],
    document: `query Upsert($id: ID!) {
      upsert(id: $id) { state outcomes { vendor recordId state error { code message } } person { name { full } } }
    }`,
  },
  {
    title: 'What failed of an upsert is written again, and nothing else.',
    before: [
      adaIsKnown,
      {
        faults: { numi: { errorRate: 1 } },
        document: 'mutation { upsertPerson(input: { by: { userId: 1 }, givenName: "Augusta" }) { upsert { id } } }',
        take: { id: 'data.upsertPerson.upsert.id' },
      },
      { faults: { numi: { errorRate: 0 } }, document: '{ __typename }' },
    ],
    document: `mutation ResumeUpsert($id: ID!) {
      resumeUpsert(input: { id: $id }) { upsert { state outcomes { vendor recordId state } } }
    }`,
  },
  {
    title: 'Somebody is erased for good, wherever a vendor can. Each receipt says what became of one record.',
    before: [adaIsKnown],
    document: `mutation ErasePerson($who: PersonKeyInput!) {
      erasePerson(input: { by: $who }) {
        erasure { state receipts { vendor recordId outcome } }
      }
    }`,
    variables: { who: { userId: '1' } },
  },
  {
    title: 'How far an erasure is.',
    before: [
      adaIsKnown,
      {
        document: 'mutation { erasePerson(input: { by: { userId: 1 } }) { erasure { id } } }',
        take: { id: 'data.erasePerson.erasure.id' },
      },
    ],
    document: `query Erasure($id: ID!) {
      erasure(id: $id) { state requestedBy createdAt endedAt receipts { vendor recordId outcome } }
    }`,
  },
  {
    title: 'What failed of an erasure is tried again.',
    before: [
      adaIsKnown,
      {
        faults: { perfex: { errorRate: 1, errorStatus: 403 } },
        document: 'mutation { erasePerson(input: { by: { userId: 1 } }) { erasure { id } } }',
        take: { id: 'data.erasePerson.erasure.id' },
      },
      { faults: { perfex: { errorRate: 0 } }, document: '{ __typename }' },
    ],
    document: `mutation ResumeErasure($id: ID!) {
      resumeErasure(input: { id: $id }) {
        erasure { state receipts { vendor recordId outcome } }
      }
    }`,
  },
];

import type { Example } from './example.js';

export const peopleExamples: readonly Example[] = [
  {
    title: 'One person in four systems, and where the systems disagree.',
    document: `query Person($who: PersonKeyInput!) {
      person(by: $who) {
        name { full }
        profile { firstName dateOfBirth metadata }
        users { name role }
        contacts { title phoneNumberRaw }
        memberships(first: 5) { nodes { groupId status } }
        links { vendor recordId rule }
        disagreements { attribute values { value sources { vendor } } }
      }
    }`,
    variables: { who: { phoneNumber: '+12025550143' } },
  },
  {
    title: 'Several people at once, each looked for in another way. Nobody is found for the last one.',
    document: `query People($who: [PersonKeyInput!]!) {
      people(by: $who) {
        name { given family }
        emails { value sources { vendor } }
      }
    }`,
    variables: { who: [{ contactId: '1' }, { userId: '2' }, { email: 'nobody@example.com' }] },
  },
  {
    title: 'All that is held about somebody, as one document, for a person who asks what is known about them.',
    document: `query ExportPerson($who: PersonKeyInput!) {
      exportPerson(by: $who)
    }`,
    variables: { who: { contactId: '222' } },
  },
  {
    title: 'Two records are of one person, says the caller, who knows what no rule can.',
    document: `mutation LinkRecords($records: [RecordKeyInput!]!) {
      linkRecords(input: { records: $records }) {
        person { name { full } links { vendor recordId rule } }
      }
    }`,
    variables: {
      records: [
        { vendor: 'CHATWOOT', recordId: '28' },
        { vendor: 'PERFEX', recordId: '21' },
      ],
    },
  },
  {
    title: 'One of the records of a person is of somebody else. No rule links it to them again.',
    before: [
      { document: '{ person(by: { phoneNumber: "+12025550143" }) { id } }', take: { personId: 'data.person.id' } },
    ],
    document: `mutation UnlinkRecords($personId: ID!, $records: [RecordKeyInput!]!) {
      unlinkRecords(input: { personId: $personId, records: $records }) {
        person { name { full } links { vendor recordId } }
        others { name { full } links { vendor recordId } }
      }
    }`,
    variables: { records: [{ vendor: 'CHATWOOT', recordId: '2' }] },
  },
  {
    title: 'Two people are one. The id of the second leads to the first from now on.',
    before: [
      { document: '{ person(by: { contactId: 9 }) { id } }', take: { personId: 'data.person.id' } },
      { document: '{ person(by: { contactId: 10 }) { id } }', take: { mergedId: 'data.person.id' } },
    ],
    document: `mutation MergePeople($personId: ID!, $mergedId: ID!) {
      mergePeople(input: { personId: $personId, mergedIds: [$mergedId] }) {
        person { name { full } contacts { id firstName lastName } }
      }
    }`,
  },
  {
    title: 'One person is two. The records that are named stay together.',
    before: [
      {
        document: `mutation ($records: [RecordKeyInput!]!) { linkRecords(input: { records: $records }) { personId } }`,
        variables: {
          records: [
            { vendor: 'PERFEX', recordId: '11' },
            { vendor: 'PERFEX', recordId: '12' },
          ],
        },
        take: { personId: 'data.linkRecords.personId' },
      },
    ],
    document: `mutation SplitPerson($personId: ID!, $records: [RecordKeyInput!]!) {
      splitPerson(input: { personId: $personId, records: $records }) {
        person { contacts { id lastName } }
        others { contacts { id lastName } }
      }
    }`,
    variables: { records: [{ vendor: 'PERFEX', recordId: '12' }] },
  },
];

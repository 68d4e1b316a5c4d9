import type { Example } from './example.js';

/** What Persio is told. */
export const eventExamples: readonly Example[] = [
  {
    title: 'Somebody joins a group. Persio cannot be asked, so this service keeps what it took.',
    document: `mutation AddToGroup($member: AddToGroupInput!) {
      addToGroup(input: $member) {
        membership { groupId status traits user { name } }
      }
    }`,
    variables: { member: { userId: '1', groupId: 'poets', traits: { since: 1843 } } },
  },
  {
    title: 'Two people join a group.',
    document: `mutation AddToGroups($members: [AddToGroupInput!]!) {
      addToGroups(input: { memberships: $members }) {
        results {
          index
          payload { userId membership { status } }
          error { code message }
        }
        write { state }
      }
    }`,
    variables: {
      members: [
        { userId: '1', groupId: 'engineers' },
        { userId: '2', groupId: 'engineers' },
      ],
    },
  },
  {
    title: 'Who somebody is.',
    document: `mutation Identify($person: IdentifyInput!) {
      identify(input: $person) { userId messageId acceptedAt write { state } }
    }`,
    variables: { person: { userId: '1', traits: { plan: 'enterprise' } } },
  },
  {
    title: 'Which page somebody saw, who is not known yet: an anonymous id is made.',
    document: `mutation Page($page: PageInput!) {
      page(input: $page) { anonymousId messageId write { state } }
    }`,
    variables: { page: { name: 'Pricing', context: { page: { path: '/pricing' }, locale: 'en-GB' } } },
  },
  {
    title: 'What somebody did, and when.',
    document: `mutation Track($event: TrackInput!) {
      track(input: $event) { messageId timestamp write { state } }
    }`,
    variables: {
      event: {
        userId: '1',
        event: 'Order placed',
        properties: { total: 42.5, currency: 'EUR' },
        timestamp: '2024-05-17T09:30:00Z',
      },
    },
  },
];

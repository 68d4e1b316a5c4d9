import type { Example } from './example.js';

/** Profiles, users and contacts that are read. */
export const recordExamples: readonly Example[] = [
  {
    title: 'The profile of a phone number.',
    document: `query Profile($phoneNumber: String!) {
      profile(phoneNumber: $phoneNumber) { firstName lastName email dateOfBirth metadata }
    }`,
    variables: { phoneNumber: '+4930901820' },
  },
  {
    title: 'Several profiles, in the order asked for. Numi has none for the last number.',
    document: `query Profiles($phoneNumbers: [String!]!) {
      profiles(phoneNumbers: $phoneNumbers) { phoneNumber firstName lastName }
    }`,
    variables: { phoneNumbers: ['030 901820', '+12025550143', '+4930901829'] },
  },
  {
    title: 'A user with their accounts and groups.',
    document: `query User($id: ID!) {
      user(id: $id) {
        name
        role
        email
        accounts { name role }
        memberships(first: 2) { nodes { groupId joinedAt } }
      }
    }`,
    variables: { id: '1' },
  },
  {
    title: 'Several users, in the order asked for.',
    document: `query Users($ids: [ID!]!) {
      users(ids: $ids) { id name availableName }
    }`,
    variables: { ids: ['2', '1'] },
  },
  {
    title: 'The users of an account with their roles, two at a time. `endCursor` leads to the next page.',
    document: `query AccountUsers($accountId: ID!, $first: Int!) {
      accountUsers(accountId: $accountId, first: $first) {
        totalCount
        nodes { role user { name } }
        pageInfo { hasNextPage endCursor }
      }
    }`,
    variables: { accountId: '1', first: 2 },
  },
  {
    title: 'A contact of a customer, with the profile that Numi has for the phone number.',
    document: `query Contact($id: ID!) {
      contact(id: $id) {
        firstName
        lastName
        title
        phoneNumber
        phoneNumberRaw
        notifications { invoice ticket }
        profile { dateOfBirth }
      }
    }`,
    variables: { id: '1' },
  },
  {
    title: 'Several contacts: twins with one phone number.',
    document: `query Contacts($ids: [ID!]!) {
      contacts(ids: $ids) { firstName lastName phoneNumber profile { firstName } }
    }`,
    variables: { ids: ['581', '613'] },
  },
  {
    title: 'The active contacts of a customer, page by page, each with their profile at Numi.',
    document: `query CustomerContacts($customerId: ID!, $first: Int!, $after: String) {
      customerContacts(customerId: $customerId, first: $first, after: $after) {
        totalCount
        nodes { id firstName lastName isPrimary profile { dateOfBirth } }
        pageInfo { hasNextPage endCursor }
      }
    }`,
    variables: { customerId: '1', first: 3, after: null },
  },
  {
    title: 'The contacts that were created in a month, the newest first.',
    document: `query RecentContacts($createdAfter: DateTime, $createdBefore: DateTime) {
      recentContacts(createdAfter: $createdAfter, createdBefore: $createdBefore, first: 2) {
        nodes { id firstName lastName createdAt }
        pageInfo { hasNextPage }
      }
    }`,
    variables: { createdAfter: '2024-05-01T00:00:00Z', createdBefore: '2024-06-01T00:00:00Z' },
  },
  {
    title: 'Contacts that match a text.',
    document: `query SearchContacts($term: String!) {
      searchContacts(term: $term, first: 3) {
        totalCount
        nodes { id firstName lastName email }
      }
    }`,
    variables: { term: 'lovelace' },
  },
  {
    title: 'A membership that this service has written to Persio.',
    document: `query GroupMembership($groupId: ID!, $userId: ID) {
      groupMembership(groupId: $groupId, userId: $userId) { status source joinedAt traits user { name } }
    }`,
    variables: { groupId: 'mathematicians', userId: '1' },
  },
  {
    title: 'The members of a group, with the user behind each.',
    document: `query GroupMemberships($groupId: ID, $first: Int!) {
      groupMemberships(groupId: $groupId, first: $first) {
        nodes { userId joinedAt user { name } }
        pageInfo { hasNextPage }
      }
    }`,
    variables: { groupId: 'mathematicians', first: 3 },
  },
  {
    title: 'How each of the four vendors is doing. It asks none of them.',
    document: `query Sources {
      sources { vendor configured state lastError { code at } }
    }`,
  },
];

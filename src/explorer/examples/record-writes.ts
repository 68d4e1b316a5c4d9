import type { Example } from './example.js';

/** Profiles, users and contacts that are written. */
export const recordWriteExamples: readonly Example[] = [
  {
    title: 'Texts and JSON values for a profile. What is no JSON is skipped and named, and the rest is stored.',
    document: `mutation SetProfile($profile: SetProfileInput!) {
      setProfile(input: $profile) {
        profile { firstName lastName metadata }
        skippedMetadata { name reason }
        write { state }
      }
    }`,
    variables: {
      profile: {
        phoneNumber: '+4930901820',
        metadata: [{ name: 'language', value: 'fr' }],
        metadataJson: [
          { name: 'loyalty', value: '{"tier": "platinum"}' },
          { name: 'broken', value: '{"tier"' },
        ],
      },
    },
  },
  {
    title: 'Two profiles in one request. The second number is none, which stops nobody else.',
    document: `mutation SetProfiles($profiles: [SetProfileInput!]!) {
      setProfiles(input: { profiles: $profiles }) {
        results {
          index
          payload { profile { phoneNumber firstName } }
          error { code message fields }
        }
      }
    }`,
    variables: {
      profiles: [
        { phoneNumber: '+4930901821', firstName: 'Emmy' },
        { phoneNumber: '12', firstName: 'Nobody' },
      ],
    },
  },
  {
    title: 'A new user. With the idempotency key it can be sent again after any failure, and is created once.',
    document: `mutation CreateUser($user: CreateUserInput!) {
      createUser(input: $user) {
        outcome
        user { id name email }
        write { state attempts }
      }
    }`,
    variables: { user: { name: 'Hedy Lamarr', email: 'hedy@example.com', idempotencyKey: 'signup-1' } },
  },
  {
    title: 'A name that customers see, and an attribute beside those that are there.',
    document: `mutation UpdateUser($user: UpdateUserInput!) {
      updateUser(input: $user) {
        user { name availableName customAttributes }
      }
    }`,
    variables: { user: { id: '1', displayName: 'Countess Ada', customAttributes: { skills: ['engines'] } } },
  },
  {
    title: 'Two users in one request. The second does not exist.',
    document: `mutation UpdateUsers($users: [UpdateUserInput!]!) {
      updateUsers(input: { users: $users }) {
        results {
          index
          payload { user { id name availableName } }
          error { code message }
        }
      }
    }`,
    variables: {
      users: [
        { id: '3', displayName: 'Support' },
        { id: '99999', name: 'Nobody' },
      ],
    },
  },
  {
    title: 'A user is to be deleted, which Chatwoot does a little later.',
    document: `mutation DeleteUser($user: DeleteUserInput!) {
      deleteUser(input: $user) { userId outcome }
    }`,
    variables: { user: { id: '5' } },
  },
  {
    title: 'A link that signs a user in to Chatwoot. Hand it to that user only.',
    document: `mutation CreateUserLoginLink($userId: ID!) {
      createUserLoginLink(input: { userId: $userId }) { url expiresAt }
    }`,
    variables: { userId: '1' },
  },
  {
    title: 'A new contact of a customer, who may see their invoices.',
    document: `mutation CreateContact($contact: CreateContactInput!) {
      createContact(input: $contact) {
        contactId
        contact { firstName lastName email phoneNumber isActive }
        warnings
      }
    }`,
    variables: {
      contact: {
        customerId: '1',
        firstName: 'Hedy',
        lastName: 'Lamarr',
        email: 'Hedy.Lamarr@example.com',
        phoneNumber: '030 901899',
        permissions: ['INVOICES'],
      },
    },
  },
  {
    title: 'A new title. What is not sent stays as it is, which Perfex alone would not do.',
    document: `mutation UpdateContact($contact: UpdateContactInput!) {
      updateContact(input: $contact) {
        contact { firstName title isPrimary notifications { invoice } }
        warnings
        write { state }
      }
    }`,
    variables: { contact: { id: '1', title: 'Countess', permissions: ['INVOICES', 'PROJECTS'] } },
  },
  {
    title: 'Two contacts in one request. The e-mail address of the second is taken.',
    document: `mutation UpdateContacts($contacts: [UpdateContactInput!]!) {
      updateContacts(input: { contacts: $contacts }) {
        results {
          index
          payload { contact { id title } warnings }
          error { code message fields }
        }
      }
    }`,
    variables: {
      contacts: [
        { id: '2', title: 'Commodore' },
        { id: '3', email: 'ada.lovelace@example.com' },
      ],
    },
  },
  {
    title: 'A contact goes.',
    document: `mutation DeleteContact($contact: DeleteContactInput!) {
      deleteContact(input: $contact) { contactId write { state } }
    }`,
    variables: { contact: { id: '20' } },
  },
];

import {
  GraphQLDateTime,
  GraphQLEmailAddress,
  GraphQLJSONObject,
  GraphQLLocalDate,
  GraphQLPhoneNumber,
} from 'graphql-scalars';

/** The part of this server's schema that the queries of the benchmark use, with the same scalars. */
export const typeDefs = /* GraphQL */ `
  scalar DateTime
  scalar EmailAddress
  scalar JSONObject
  scalar LocalDate
  scalar PhoneNumber

  enum TextDirection {
    LTR
    RTL
  }

  type ContactNotifications {
    invoice: Boolean!
    estimate: Boolean!
    creditNote: Boolean!
    contract: Boolean!
    task: Boolean!
    project: Boolean!
    ticket: Boolean!
  }

  type Contact {
    id: ID!
    customerId: ID!
    isPrimary: Boolean!
    firstName: String!
    lastName: String!
    email: EmailAddress
    emailRaw: String
    phoneNumber: PhoneNumber
    phoneNumberRaw: String
    title: String
    createdAt: DateTime
    isActive: Boolean!
    profileImage: String
    direction: TextDirection
    notifications: ContactNotifications!
    lastLoginAt: DateTime
    profile: Profile
  }

  type Profile {
    phoneNumber: PhoneNumber!
    phoneNumberRaw: String!
    firstName: String
    lastName: String
    email: EmailAddress
    emailRaw: String
    dateOfBirth: LocalDate
    metadata: JSONObject!
  }

  type ContactConnection {
    nodes: [Contact!]!
    totalCount: Int
  }

  type Query {
    contacts(ids: [ID!]!): [Contact]
    customerContacts(customerId: ID!, first: Int! = 20): ContactConnection
  }
`;

export const scalars = {
  DateTime: GraphQLDateTime,
  EmailAddress: GraphQLEmailAddress,
  JSONObject: GraphQLJSONObject,
  LocalDate: GraphQLLocalDate,
  PhoneNumber: GraphQLPhoneNumber,
};

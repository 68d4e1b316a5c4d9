/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query Person($contactId: ID!, $userId: ID!) {\n  contact(id: $contactId) {\n    id\n    firstName\n    lastName\n    email\n    phoneNumber\n    phoneNumberRaw\n    isPrimary\n    direction\n    createdAt\n    notifications {\n      invoice\n    }\n    profile {\n      phoneNumber\n      firstName\n      dateOfBirth\n      metadata\n    }\n  }\n  user(id: $userId) {\n    id\n    name\n    role\n    memberships(first: 1) {\n      nodes {\n        groupId\n        status\n        source\n        joinedAt\n        user {\n          id\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nmutation SetProfile($input: SetProfileInput!) {\n  setProfile(input: $input) {\n    profile {\n      firstName\n      dateOfBirth\n      metadata\n    }\n    skippedMetadata {\n      name\n    }\n  }\n}\n\nmutation CreateUser($input: CreateUserInput!) {\n  createUser(input: $input) {\n    outcome\n    user {\n      id\n      email\n      customAttributes\n    }\n  }\n}\n\nmutation UpdateContact($input: UpdateContactInput!) {\n  updateContact(input: $input) {\n    contact {\n      id\n      title\n      isPrimary\n    }\n    warnings\n  }\n}\n\nmutation AddToGroups($input: AddToGroupsInput!) {\n  addToGroups(input: $input) {\n    results {\n      index\n      payload {\n        messageId\n        anonymousId\n        membership {\n          groupId\n          status\n          traits\n        }\n      }\n      error {\n        code\n        fields\n      }\n    }\n  }\n}": typeof types.PersonDocument,
};
const documents: Documents = {
    "query Person($contactId: ID!, $userId: ID!) {\n  contact(id: $contactId) {\n    id\n    firstName\n    lastName\n    email\n    phoneNumber\n    phoneNumberRaw\n    isPrimary\n    direction\n    createdAt\n    notifications {\n      invoice\n    }\n    profile {\n      phoneNumber\n      firstName\n      dateOfBirth\n      metadata\n    }\n  }\n  user(id: $userId) {\n    id\n    name\n    role\n    memberships(first: 1) {\n      nodes {\n        groupId\n        status\n        source\n        joinedAt\n        user {\n          id\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nmutation SetProfile($input: SetProfileInput!) {\n  setProfile(input: $input) {\n    profile {\n      firstName\n      dateOfBirth\n      metadata\n    }\n    skippedMetadata {\n      name\n    }\n  }\n}\n\nmutation CreateUser($input: CreateUserInput!) {\n  createUser(input: $input) {\n    outcome\n    user {\n      id\n      email\n      customAttributes\n    }\n  }\n}\n\nmutation UpdateContact($input: UpdateContactInput!) {\n  updateContact(input: $input) {\n    contact {\n      id\n      title\n      isPrimary\n    }\n    warnings\n  }\n}\n\nmutation AddToGroups($input: AddToGroupsInput!) {\n  addToGroups(input: $input) {\n    results {\n      index\n      payload {\n        messageId\n        anonymousId\n        membership {\n          groupId\n          status\n          traits\n        }\n      }\n      error {\n        code\n        fields\n      }\n    }\n  }\n}": types.PersonDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Person($contactId: ID!, $userId: ID!) {\n  contact(id: $contactId) {\n    id\n    firstName\n    lastName\n    email\n    phoneNumber\n    phoneNumberRaw\n    isPrimary\n    direction\n    createdAt\n    notifications {\n      invoice\n    }\n    profile {\n      phoneNumber\n      firstName\n      dateOfBirth\n      metadata\n    }\n  }\n  user(id: $userId) {\n    id\n    name\n    role\n    memberships(first: 1) {\n      nodes {\n        groupId\n        status\n        source\n        joinedAt\n        user {\n          id\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nmutation SetProfile($input: SetProfileInput!) {\n  setProfile(input: $input) {\n    profile {\n      firstName\n      dateOfBirth\n      metadata\n    }\n    skippedMetadata {\n      name\n    }\n  }\n}\n\nmutation CreateUser($input: CreateUserInput!) {\n  createUser(input: $input) {\n    outcome\n    user {\n      id\n      email\n      customAttributes\n    }\n  }\n}\n\nmutation UpdateContact($input: UpdateContactInput!) {\n  updateContact(input: $input) {\n    contact {\n      id\n      title\n      isPrimary\n    }\n    warnings\n  }\n}\n\nmutation AddToGroups($input: AddToGroupsInput!) {\n  addToGroups(input: $input) {\n    results {\n      index\n      payload {\n        messageId\n        anonymousId\n        membership {\n          groupId\n          status\n          traits\n        }\n      }\n      error {\n        code\n        fields\n      }\n    }\n  }\n}"): typeof import('./graphql.js').PersonDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

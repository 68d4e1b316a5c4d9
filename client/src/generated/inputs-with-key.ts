// Written by "npm run generate" from the schema and the table of error codes: a change here is lost.

/** The inputs of mutations that take an `idempotencyKey`. */
export const inputsWithKey: ReadonlySet<string> = new Set([
  'AddToGroupInput',
  'AddToGroupsInput',
  'CreateContactInput',
  'CreateUserInput',
  'DeleteContactInput',
  'DeleteUserInput',
  'ErasePersonInput',
  'IdentifyInput',
  'PageInput',
  'SetProfileInput',
  'SetProfilesInput',
  'TrackInput',
  'UpdateContactInput',
  'UpdateContactsInput',
  'UpdateUserInput',
  'UpdateUsersInput',
  'UpsertPersonInput',
]);

/** Types that several subgraphs may define in the same way, and answer with the same values: that of Relay's pages. */
export const shareableTypes: readonly string[] = ['PageInfo'];

/** What a tag is put on, as `Type.field`. A contract of a supergraph leaves out what has a tag. */
const taggedFields: Readonly<Record<string, readonly string[]>> = {
  // What is read of a person, beyond the ids at vendors whose ids say nothing: at Numi it is the phone number.
  'personal-data': [
    ...fieldsOf('Profile', 'phoneNumber phoneNumberRaw firstName lastName email emailRaw dateOfBirth metadata'),
    ...fieldsOf('User', 'uid name displayName availableName email emailRaw customAttributes avatarUrl'),
    ...fieldsOf('User', 'messageSignature uiSettings'),
    ...fieldsOf('Contact', 'firstName lastName email emailRaw phoneNumber phoneNumberRaw title profileImage'),
    ...fieldsOf('Contact', 'customFields lastLoginAt'),
    ...fieldsOf('GroupMembership', 'userId anonymousId traits'),
    ...fieldsOf('Person', 'name emails phoneNumbers dateOfBirth disagreements timeline email phoneNumber'),
    ...['PersonLink', 'RecordKey', 'ValueSource', 'UpsertOutcome', 'UpsertPlan'].map((type) => `${type}.recordId`),
    ...fieldsOf('UpsertPlan', 'differences request'),
    'Query.exportPerson',
  ],
  // What hands out a secret.
  secret: ['Mutation.createUserLoginLink'],
  // What is for those who run the service.
  operations: [...fieldsOf('Query', 'sources write writes'), ...fieldsOf('Mutation', 'retryWrite cancelWrite')],
};

/** The tag of each field that has one, by `Type.field`. */
export const tagOfField: ReadonlyMap<string, string> = new Map(
  Object.entries(taggedFields).flatMap(([tag, fields]) => fields.map((field) => [field, tag])),
);

function fieldsOf(type: string, names: string): string[] {
  return names.split(' ').map((name) => `${type}.${name}`);
}

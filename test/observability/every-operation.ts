/** Somebody whose data go through everything: none of these texts may come back in a log line or in an error. */
export const person = Object.freeze({
  firstName: 'Zaphodina',
  lastName: 'Beeblebroxova',
  email: 'zaphodina.beeblebroxova@heartofgold.example',
  phoneNumber: '+4930901877',
  nationalNumber: '030 901877',
  dateOfBirth: '1979-10-12',
  password: 'Tr1cia!McMillan',
  street: 'Betelgeuse Street 5',
  ip: '198.51.100.42',
});

export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const failure = 'error { code message fields }';
const name = `${person.firstName} ${person.lastName}`;
const event = {
  userId: person.email,
  context: { ip: person.ip, page: { url: `https://shop.example/?email=${person.email}` } },
};
const { firstName, lastName, email, phoneNumber, dateOfBirth, password, street } = person;

/** Each query and each mutation at least once, on Ada, on Grace and on somebody new. */
export const everyOperation: readonly Operation[] = [
  {
    query: `query ($phone: String!, $email: ID!, $people: [PersonKeyInput!]!) {
      profile(phoneNumber: "+4930901820") { firstName email dateOfBirth metadata }
      profiles(phoneNumbers: ["+12025550143", $phone]) { lastName emailRaw phoneNumberRaw }
      upsert(id: "none") { state }
      sources { vendor configured state latency retryAt budget { limit remaining resetAt } lastError { code at } }
      user(id: "1") { name email emailRaw uid customAttributes uiSettings messageSignature accounts { name } memberships { nodes { traits } } }
      users(ids: ["1", "2"]) { name avatarUrl }
      accountUsers(accountId: "1") { nodes { role user { name email } } }
      contact(id: "1") { firstName email phoneNumberRaw customFields profile { email } }
      contacts(ids: ["1", "2"]) { lastName profileImage }
      customerContacts(customerId: "1") { nodes { email } }
      searchContacts(term: "Lovelace") { nodes { email } }
      recentContacts(first: 3) { nodes { email } }
      groupMembership(userId: $email, groupId: "newsletter") { traits user { email } }
      groupMemberships(groupId: "newsletter", first: 3) { nodes { userId user { email } } }
      person(by: { contactId: "1" }) { name { full } emails { value } phoneNumbers { value } links { recordId linkedBy } }
      people(by: $people) { id dateOfBirth { value } disagreements { values { value } } unavailable { message } }
    }`,
    variables: { phone: phoneNumber, email, people: [{ email }, { phoneNumber }, { persioUserId: email }] },
  },
  {
    query: `mutation ($input: SetProfileInput!, $bad: SetProfileInput!) {
      setProfile(input: $input) { profile { email } skippedMetadata { name } }
      setProfiles(input: { profiles: [$input, $bad] }) { results { payload { profile { email } } ${failure} } }
    }`,
    variables: {
      input: {
        phoneNumber,
        firstName,
        lastName,
        email,
        dateOfBirth,
        metadata: [{ name: 'street', value: street }],
        metadataJson: [{ name: 'address', value: `{"street": "${street}` }],
      },
      bad: { phoneNumber: name, email: `${name}@`, dateOfBirth: `${dateOfBirth}-13` },
    },
  },
  {
    query: `mutation ($input: CreateUserInput!) { createUser(input: $input) { outcome user { id email } } }`,
    variables: { input: { name, displayName: firstName, email, password, customAttributes: { street } } },
  },
  {
    query: `mutation ($input: UpdateUserInput!, $bad: UpdateUserInput!) {
      updateUser(input: $input) { user { email } }
      updateUsers(input: { users: [$input, $bad, { id: "999999999", name: "${name}" }] }) { results { payload { user { email } } ${failure} } }
    }`,
    variables: {
      input: { id: '2', name, displayName: firstName, password, customAttributes: { street } },
      bad: { id: '2', email: 'ada.lovelace@example.com', password: 'beeblebroxova' },
    },
  },
  { query: `mutation { createUserLoginLink(input: { userId: "1" }) { url } }` },
  { query: `mutation { deleteUser(input: { id: "3" }) { outcome } }` },
  {
    query: `mutation ($input: CreateContactInput!) { createContact(input: $input) { contact { email } } }`,
    variables: {
      input: {
        customerId: '1',
        firstName,
        lastName,
        email,
        phoneNumber,
        title: street,
        password,
        permissions: ['INVOICES'],
      },
    },
  },
  {
    query: `mutation ($input: UpdateContactInput!, $bad: UpdateContactInput!) {
      updateContact(input: $input) { warnings contact { email } }
      updateContacts(input: { contacts: [$input, $bad, { id: "2", customerId: "999" }, { id: "2", email: "ada.lovelace@example.com" }] }) { results { payload { contact { email } } ${failure} } }
    }`,
    variables: {
      input: { id: '2', firstName, lastName, phoneNumber: person.nationalNumber, title: street, password },
      bad: { id: '2', email: `${name}@`, phoneNumber: name, password: 'Tr1c' },
    },
  },
  { query: `mutation { deleteContact(input: { id: "3" }) { contactId } }` },
  {
    query: `mutation ($input: AddToGroupInput!) {
      addToGroup(input: $input) { membership { traits } }
      addToGroups(input: { memberships: [$input, { groupId: "" }] }) { results { payload { userId } ${failure} } }
    }`,
    variables: { input: { ...event, groupId: 'newsletter', traits: { email, street } } },
  },
  {
    query: `mutation ($input: UpsertPersonInput!, $planned: UpsertPersonInput!) {
      upsertPerson(input: $input) { upsert { outcomes { recordId error { message } } } }
      resumeUpsert(input: { id: "none" }) { upsert { state } }
      planned: upsertPerson(input: $planned) { plan { recordId request { body } differences { from to } error { message } } }
    }`,
    variables: {
      input: {
        by: { phoneNumber },
        givenName: firstName,
        familyName: lastName,
        email,
        dateOfBirth,
        metadata: { street },
        vendors: ['NUMI', 'CHATWOOT', 'PERFEX', 'PERSIO'],
        joinGroups: [street],
      },
      planned: { by: { userId: '1' }, familyName: lastName, dryRun: true },
    },
  },
  {
    query: `mutation ($identify: IdentifyInput!, $track: TrackInput!, $page: PageInput!) {
      identify(input: $identify) { userId } track(input: $track) { userId } page(input: $page) { userId }
    }`,
    variables: {
      identify: { ...event, traits: { email, phoneNumber } },
      track: { ...event, event: 'Order Completed', properties: { street } },
      page: { ...event, name: `Account of ${name}`, properties: { email } },
    },
  },
  {
    query: `mutation ($input: CreateUserInput!, $conflict: CreateUserInput!) {
      a: createUser(input: $input) { outcome user { email } write { lastError { message } } }
      b: createUser(input: $conflict) { outcome user { email } }
      retryWrite(input: { id: "${email}" }) { write { id } }
      cancelWrite(input: { id: "${email}" }) { write { id } }
    }`,
    variables: {
      input: { name, email, password, idempotencyKey: `key of ${email}`, delivery: 'ASYNC' },
      conflict: { name: street, email, password, idempotencyKey: `key of ${email}` },
    },
  },
  {
    query: `query ($id: ID!) { write(id: $id) { id } writes(filter: { kind: CREATE_USER }) { nodes { state lastError { message } } } }`,
    variables: { id: email },
  },
  {
    query: `mutation ($key: [RecordKeyInput!]!) {
      linkRecords(input: { records: $key }) { person { links { recordId } } }
      unlinkRecords(input: { personId: "${email}", records: $key }) { __typename }
      mergePeople(input: { personId: "${email}", mergedIds: ["${phoneNumber}"] }) { __typename }
      splitPerson(input: { personId: "${email}", records: $key }) { __typename }
    }`,
    variables: {
      key: [
        { vendor: 'NUMI', recordId: phoneNumber },
        { vendor: 'PERSIO', recordId: email },
      ],
    },
  },
  {
    query: `query ($by: PersonKeyInput!) { exportPerson(by: $by) erasure(id: "${email}") { state } }`,
    variables: { by: { phoneNumber } },
  },
  {
    // Somebody on whom nothing else depends.
    query: `mutation ($key: String!) {
      erasePerson(input: { by: { userId: "9" }, idempotencyKey: $key }) { erasure { state receipts { vendor outcome error { message } } } }
      resumeErasure(input: { id: "${email}" }) { erasure { state } }
    }`,
    variables: { key: `erase ${email}` },
  },
];

/** What callers get wrong, with personal data at the place that is wrong. */
export const everyMistake: readonly Operation[] = [
  { query: `{ user(id: "${email}" ` },
  { query: `{ user(id: "1") ${lastName}: } "${email}"` },
  { query: `mutation { createUser(input: { name: ${firstName} ${lastName} }) { user { id } } }` },
  { query: `{ profile(phoneNumber: ${phoneNumber.slice(1)}) { email } }` },
  {
    query: `mutation { updateContact(input: { id: "1", direction: "${lastName}", password: { p: "${password}" } }) { contactId } }`,
  },
  { query: `{ recentContacts(createdAfter: "${dateOfBirth} of ${email}") { nodes { id } } }` },
  {
    query: `mutation { createUser(input: { name: "x", email: "x@y.example", customAttributes: "${email}" }) { outcome } }`,
  },
  { query: 'query ($id: ID!) { user(id: $id) { name } }', variables: { id: { email } } },
  { query: 'query ($ids: [ID!]!) { users(ids: $ids) { name } }', variables: { ids: [['1'], { [firstName]: email }] } },
  {
    query: 'mutation ($input: CreateUserInput!) { createUser(input: $input) { outcome } }',
    variables: { input: { name, email, password: [password] } },
  },
  {
    query: 'mutation ($input: CreateUserInput!) { createUser(input: $input) { outcome } }',
    variables: { input: { name, email: `${name} at heartofgold`, password: lastName } },
  },
  {
    query: 'mutation ($input: UpdateContactInput!) { updateContact(input: $input) { contactId } }',
    variables: { input: { id: '1', permissions: [email], direction: lastName } },
  },
  {
    query: 'query ($at: DateTime) { recentContacts(createdAfter: $at) { nodes { id } } }',
    variables: { at: `${email}; ${name}` },
  },
  { query: 'query ($id: ID!) { user(id: $id) { name } }', variables: { id: email } },
  { query: 'query ($id: ID!) { contacts(ids: [$id]) { id } }', variables: { id: phoneNumber } },
  { query: 'query ($phone: String!) { profile(phoneNumber: $phone) { email } }', variables: { phone: name } },
  { query: 'query ($after: String) { recentContacts(after: $after) { nodes { id } } }', variables: { after: email } },
  {
    query: 'query ($term: String!) { searchContacts(term: $term) { nodes { id } } }',
    variables: { term: email.repeat(9) },
  },
  {
    query: 'mutation ($input: TrackInput!) { track(input: $input) { userId } }',
    variables: {
      input: { userId: email, event: street, context: { ip: `${person.ip}.5`, timezone: street, locale: name } },
    },
  },
  {
    query: 'mutation ($input: CreateContactInput!) { createContact(input: $input) { contactId } }',
    variables: { input: { customerId: email, firstName, lastName, email } },
  },
  {
    query: 'mutation ($input: CreateContactInput!) { createContact(input: $input) { contactId } }',
    variables: { input: { customerId: '1', firstName, lastName, email: 'ada.lovelace@example.com' } },
  },
  { query: `query { groupMembership(userId: "${email}", anonymousId: "${phoneNumber}", groupId: "a") { status } }` },
];

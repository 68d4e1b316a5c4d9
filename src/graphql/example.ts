/** What the explorer shows first: one question to all four vendors, with an answer in the sandbox. */
export const exampleQuery = `# One person in four systems. Press the run button.
query Ada {
  contact(id: "1") {
    firstName
    lastName
    email
    phoneNumber
    phoneNumberRaw
    notifications {
      invoice
    }
    profile {
      firstName
      dateOfBirth
      metadata
    }
  }
  user(id: "1") {
    name
    role
    memberships(first: 5) {
      nodes {
        groupId
        status
        joinedAt
      }
    }
  }
}
`;

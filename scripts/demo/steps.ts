export interface Step {
  readonly title: string;
  /** Faults to switch on first: `PATCH /vendors/{vendor}/faults` at the sandbox's control server. */
  readonly faults?: { readonly vendor: string; readonly body: Readonly<Record<string, unknown>> };
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What the answer must hold at least. */
  readonly expected: Readonly<Record<string, unknown>>;
}

/** One question over all vendors, one write to each of them, and one failure. */
export const steps: readonly Step[] = [
  {
    title: 'One query over all four vendors: Perfex, Numi by the phone number, Chatwoot, and what Persio was sent',
    document: `query Ada {
  contact(id: "1") {
    firstName
    lastName
    phoneNumber
    phoneNumberRaw
    profile {
      dateOfBirth
      metadata
    }
  }
  user(id: "1") {
    name
    role
    memberships(first: 2) {
      nodes {
        groupId
        status
        joinedAt
      }
    }
  }
}`,
    expected: {
      data: {
        contact: { firstName: 'Ada', phoneNumber: '+4930901820', profile: { dateOfBirth: '1815-12-10' } },
        user: {
          name: 'Ada Lovelace',
          memberships: { nodes: [{ groupId: 'mathematicians' }, { groupId: 'newsletter' }] },
        },
      },
    },
  },
  {
    title: 'A write to Numi: metadata that is no JSON is skipped and named, the rest is stored',
    document: `mutation SetProfile($input: SetProfileInput!) {
  setProfile(input: $input) {
    profile {
      firstName
      metadata
    }
    skippedMetadata {
      name
      reason
    }
  }
}`,
    variables: {
      input: {
        phoneNumber: '+4930901820',
        metadata: [{ name: 'language', value: 'fr' }],
        metadataJson: [
          { name: 'loyalty', value: '{"tier": "platinum"}' },
          { name: 'broken', value: '{"tier"' },
        ],
      },
    },
    expected: {
      data: {
        setProfile: {
          profile: { firstName: 'Ada', metadata: { language: 'fr', loyalty: { tier: 'platinum' } } },
          skippedMetadata: [{ name: 'broken' }],
        },
      },
    },
  },
  {
    title: 'A write to Chatwoot: a new attribute is laid beside those that are there',
    document: `mutation UpdateUser($input: UpdateUserInput!) {
  updateUser(input: $input) {
    user {
      name
      availableName
      customAttributes
    }
  }
}`,
    variables: { input: { id: '1', displayName: 'Countess Ada', customAttributes: { skills: ['engines'] } } },
    expected: {
      data: {
        updateUser: {
          user: {
            name: 'Ada Lovelace',
            availableName: 'Countess Ada',
            customAttributes: { language: 'en', skills: ['engines'] },
          },
        },
      },
    },
  },
  {
    title: 'A write to Perfex: the title changes, and nothing else does',
    document: `mutation UpdateContact($input: UpdateContactInput!) {
  updateContact(input: $input) {
    contact {
      title
      isPrimary
      notifications {
        invoice
      }
    }
    warnings
  }
}`,
    variables: { input: { id: '1', title: 'Countess', permissions: ['INVOICES', 'PROJECTS'] } },
    expected: {
      data: {
        updateContact: {
          contact: { title: 'Countess', isPrimary: true, notifications: { invoice: true } },
          warnings: [],
        },
      },
    },
  },
  {
    title: 'A write to Persio: it cannot be read, so this service remembers what it accepted',
    document: `mutation AddToGroup($input: AddToGroupInput!) {
  addToGroup(input: $input) {
    membership {
      groupId
      status
      traits
      user {
        name
      }
    }
  }
}`,
    variables: { input: { userId: '1', groupId: 'poets', traits: { since: 1843 } } },
    expected: {
      data: {
        addToGroup: {
          membership: { groupId: 'poets', status: 'ACCEPTED', traits: { since: 1843 }, user: { name: 'Ada Lovelace' } },
        },
      },
    },
  },
  {
    title: 'A failure: Numi is down. Its own field is null, with a coded error, and the rest arrives',
    faults: { vendor: 'numi', body: { outage: true } },
    document: `query Ada {
  contact(id: "1") {
    firstName
    title
    profile {
      dateOfBirth
    }
  }
  user(id: "1") {
    name
  }
}`,
    expected: {
      errors: [
        {
          path: ['contact', 'profile'],
          extensions: { code: 'VENDOR_UNAVAILABLE', vendor: 'NUMI', retryable: true },
        },
      ],
      data: { contact: { firstName: 'Ada', title: 'Countess', profile: null }, user: { name: 'Ada Lovelace' } },
    },
  },
];

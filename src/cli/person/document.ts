/** All that the card shows. */
export const personDocument = `query Person($by: PersonKeyInput!) {
  person(by: $by) {
    id
    createdAt
    redirectedFrom
    name { full sources { ...source } }
    dateOfBirth { value sources { ...source } }
    emails { value sources { ...source } }
    phoneNumbers { value sources { ...source } }
    disagreements { attribute values { value sources { ...source } } }
    links { vendor recordId rule linkedBy linkedAt }
    profiles { phoneNumber }
    users { id role availableName }
    contacts { id title customerId isPrimary isActive }
    memberships(first: 100) { nodes { groupId status joinedAt } pageInfo { hasNextPage } }
    unavailable { vendor code message retryAfter }
    otherMatches
  }
}
fragment source on ValueSource { vendor recordId freshness fetchedAt }`;

interface Source {
  readonly vendor: string;
  readonly recordId: string;
  readonly freshness: 'FRESH' | 'STALE';
}

export interface Value {
  readonly value: string;
  readonly sources: readonly Source[];
}

/** What the document asks for. */
export interface Person {
  readonly id: string;
  readonly redirectedFrom: string | null;
  readonly name: { readonly full: string; readonly sources: readonly Source[] } | null;
  readonly dateOfBirth: Value | null;
  readonly emails: readonly Value[];
  readonly phoneNumbers: readonly Value[];
  readonly disagreements: readonly { readonly attribute: string; readonly values: readonly Value[] }[];
  readonly links: readonly Link[];
  readonly users:
    readonly { readonly id: string; readonly role: string | null; readonly availableName: string }[] | null;
  readonly contacts: readonly Contact[] | null;
  readonly memberships: {
    readonly nodes: readonly { readonly groupId: string; readonly status: string; readonly joinedAt: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  } | null;
  readonly unavailable: readonly { readonly vendor: string; readonly code: string; readonly message: string }[];
  readonly otherMatches: readonly string[];
}

export interface Link {
  readonly vendor: string;
  readonly recordId: string;
  readonly rule: string;
  readonly linkedBy: string;
}

interface Contact {
  readonly id: string;
  readonly title: string | null;
  readonly customerId: string;
  readonly isPrimary: boolean;
  readonly isActive: boolean;
}

/** Rows by their table. */
type Rows = Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>>;

/**
 * What a store of each version held: the rows that were written between its migration and the next one. They are
 * written by hand, as that version wrote them, and never changed. What is encrypted is so with the key of the tests.
 */
export const history: Readonly<Record<string, Rows>> = {
  '0001-memberships-and-permissions': {
    group_memberships: [
      {
        id: 'zYcbEyyVbPfZBJ2ziJlN3QnjlLA',
        member_kind: 'USER',
        member_id: 'ada',
        group_id: 'mathematicians',
        anonymous_id: 'device-1',
        traits: '{"role":"founder","since":1833}',
        joined_at: 1706778000000,
        latest_at: 1710498600000,
        observed_at: 1710498600123,
      },
      {
        id: 'y16NFvB6jr7l34u0jo52ALnqFvx',
        member_kind: 'ANONYMOUS',
        member_id: 'visitor-ü',
        group_id: 'newsletter',
        anonymous_id: 'visitor-ü',
        traits: '{}',
        joined_at: 1710498600000,
        latest_at: 1710498600000,
        observed_at: 1710498600456,
      },
    ],
    contact_permissions: [
      { contact_id: '1', permissions: '["INVOICES","PROJECTS"]', written_at: 1710498600000 },
      { contact_id: '2', permissions: '[]', written_at: 1710498600001 },
    ],
  },
  '0002-writes': {
    writes: [
      {
        id: '7d0c1a52-6a0e-4f0b-9d53-0b8b6f4f2a01',
        sequence: 1768467600000000,
        kind: 'TRACK',
        vendor: 'PERSIO',
        state: 'PENDING',
        key_hash: '97f0gV8PKbMdQoMCGHWKPiWkIOQHL2fsv9GNNCklQsI',
        key_expires_at: 1768554000000,
        fingerprint: 'test:qgTx8GjfF+loejhAIZ3EUD+Ics+Xk/X+xk6k87gECcogUZyBA7Oe1VK8ATGZekhV6edGwWZVBQUslD/jxlFDdvsP',
        items:
          'test:3XHX33VllCgazpfctIRXWAIBY1lTZwFwBSWFIoNINjlU6xTKf+nAp7TlRR0apM5aER9GdW/B6eusEDjRDSuabMhcnuR3XuFFtU+QLwoEh+t/GxRqFZNRow+kEMQ90TbDDZqwgkTJt/94hSLzK0C29je/wzPTNkHcH+EIs6UwMuZ/GJ2EW1Nruw==',
        outcomes: 'test:NMNAgsyKe4OAPLY59dgbWNKNb3jdqWSfQCv1hweuf9v4qob/rJimQ87cpb6KRF6CUMfFWeUYSg==',
        attempts: 2,
        created_at: 1768467600000,
        expires_at: 1768554000000,
        last_attempt_at: 1768467601000,
        next_attempt_at: 1768467605000,
        ended_at: null,
        last_error:
          '{"value":{"code":"VENDOR_UNAVAILABLE","message":"Persio cannot be reached.","at":"2026-01-15T09:00:01.000Z","vendor":"PERSIO","retryable":true},"dates":[["at"]]}',
        lease_owner: null,
        lease_until: null,
      },
      {
        id: '7d0c1a52-6a0e-4f0b-9d53-0b8b6f4f2a02',
        sequence: 1768467600001000,
        kind: 'DELETE_CONTACT',
        vendor: 'PERFEX',
        state: 'DELIVERED',
        key_hash: null,
        key_expires_at: 1768554000001,
        fingerprint: 'test:RLO9DSLk081UBaCuG1OWEp+HycpUC56R9Sm5cQ3K8SWMOGbDmqqgYcuX0ksZaSAR6wnk0gMJLrfdrcxQfA0dYdb+',
        items: null,
        outcomes: 'test:ArdihaflSfIh1tOlqUkeYjFlEHAl+Dyt3aRcVEkOdFeHaAxX64NZlm+Sq8BOEeBwdw706gtcm5E3GQXf668gS90=',
        attempts: 1,
        created_at: 1768467600001,
        expires_at: 1768554000001,
        last_attempt_at: 1768467600001,
        next_attempt_at: null,
        ended_at: 1768467600100,
        last_error: null,
        lease_owner: null,
        lease_until: null,
      },
    ],
    write_records: [
      {
        record: 'Ecff64Lyz81TRnS6zRWoI86QolOQxu7QFAbFaQ2-bd8',
        sequence: 1768467600000000,
        write_id: '7d0c1a52-6a0e-4f0b-9d53-0b8b6f4f2a01',
      },
    ],
  },
};

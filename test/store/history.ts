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
  // It changes how PostgreSQL keeps its statistics, and no row.
  '0003-statistics-of-writes': {},
  '0004-pending-memberships': {
    writes: [
      {
        id: '7d0c1a52-6a0e-4f0b-9d53-0b8b6f4f2a03',
        sequence: 1771232400000000,
        kind: 'ADD_TO_GROUP',
        vendor: 'PERSIO',
        state: 'PENDING',
        key_hash: null,
        key_expires_at: 1771318800000,
        fingerprint: 'test:vJeiXdJ8dkUIMcoqfLtjl1cYGz7GnPRLTYoseRuzfiL6DejrS24nRaCTInDQlwPTF2mxt3Tc5NkZAhXYbFgZvzWd',
        items:
          'test:32cYGPZ3mV+2fyv9IWh8aeTvtc0U7MuvHre/waFMxNSNMnjKbcPNnCsq1mR/taP7HRABFkjxW5wlTtYS6035a8gDjK5LMYicB+OKVqyevt9YLu/E5rPzWiRFURQZ5CGKAUYBBhqijgzxxzfF6ZQ10nDEwCzgKqqrWhu9K1UXvLOQmCKYB+Twzr/vJP55OC9rmCV55u0lAsVNX9UxgcxQIhgx5LlU0la+u3PlJAPJKIW+p+8NLQ8gSQqjq+gYe+ZmMrz806B7TEvGlYfJDwsqd28Mo/spgeW7qsNanbcDPixiHZc=',
        outcomes: 'test:DE7RPBRr1IQKprZN+7x8a53aEkqvhU2dLUKa6FeulEwjMgD6UY5n1b0+7NG78H/6AWHOe6MiSA==',
        attempts: 0,
        created_at: 1771232400000,
        expires_at: 1771318800000,
        last_attempt_at: null,
        next_attempt_at: 1771232400000,
        ended_at: null,
        last_error: null,
        lease_owner: null,
        lease_until: null,
      },
    ],
    write_records: [
      {
        record: '3dKDUl6-ytisb352xL9BjCWB4e3q_NSl09aixDnoYRY',
        sequence: 1771232400000000,
        write_id: '7d0c1a52-6a0e-4f0b-9d53-0b8b6f4f2a03',
      },
    ],
    pending_memberships: [
      {
        write_id: '7d0c1a52-6a0e-4f0b-9d53-0b8b6f4f2a03',
        place: 0,
        sequence: 1771232400000000,
        membership_id: 'c6eq-R-r044VQXKSRfFm9KuICky',
        member_kind: 'USER',
        member_id: 'ada',
        group_id: 'newsletter',
        anonymous_id: null,
        traits: '{"topics":["engines"]}',
        happened_at: 1771232400000,
      },
    ],
  },
  '0005-people': {
    people: [
      { id: 'ad9b8a7b-2a46-407b-a3c6-25e99966466e', created_at: 1769936400000, merged_into: null },
      {
        id: '01e5688e-56c4-4f2b-b5c0-5a622678694b',
        created_at: 1769936400000,
        merged_into: 'ad9b8a7b-2a46-407b-a3c6-25e99966466e',
      },
      { id: '8ec59c01-75a3-458f-89a5-0aabb3706ffa', created_at: 1769940000000, merged_into: null },
    ],
    person_records: [
      {
        record: 'A8aAxyFossXvHQ2IsUp22-5P5Jy',
        person_id: 'ad9b8a7b-2a46-407b-a3c6-25e99966466e',
        vendor: 'NUMI',
        details:
          'test:GW6LVC1MlZKpQKnFc0jBrrusrrPu8lP4EjW6KCZVK2sMp7R+el99hM70qErW4QuxGf7uNSZkVjHMd1dwKl31c/qy0JdFy4zHjSvNFHG4bsE4R6PSTOPD4fK6XacdYcpe/0qn5zmvImfUA2YlJVHL',
        rule: 'FIRST',
        linked_at: 1769936400000,
        linked_by: 'rules',
      },
      {
        record: 'fnIA1obsMEkgjH687tLqu1L05yZ',
        person_id: 'ad9b8a7b-2a46-407b-a3c6-25e99966466e',
        vendor: 'CHATWOOT',
        details:
          'test:Q4gIV92XavvFtWz1aUYdq3EMe6oah5ikENWPBFx2teViskbn+/pqFwEucgpBUoeoZ5YUCcML4zAIx9tF607Kn0ei15/BNYT1Jmlh7sM6u1Iu7ymyU2c+nyNF0J4FUGllOdwIA2j0adsD1WEh2sBsxgM9fzQHlpKLasSMgxpSnCtJJiNhqVO37RJfXf9rbUVIFl8=',
        rule: 'EMAIL_AND_NAME',
        linked_at: 1769936400000,
        linked_by: 'rules',
      },
      {
        record: 'OhmKvcnUmk2nQeq_hFCvtrdqOux',
        person_id: 'ad9b8a7b-2a46-407b-a3c6-25e99966466e',
        vendor: 'PERFEX',
        details:
          'test:RxhAkebU460fg2XZ+S9v2HMXNZ0gJFWBsERmVkKP+MPjs4esB67NBymi7vGWqTqhH1MORTZKSiF2lVQKDpsKLB8iNwLKt93AFd3t0JmZNzKT66eEQI5Y7HcvrdVOnqowFDMIsuUO9c+lpWubLYYROtgPM/OrspzwWHZE5xr4B+3TdFTKqOf8Etle6DRcGqZ3B0rJPkVFa1kCuakvdSCW9Pc=',
        rule: 'EMAIL_AND_PHONE_NUMBER',
        linked_at: 1769936400000,
        linked_by: 'rules',
      },
      {
        record: 'cGm6f9EGChpe8gF_JFSWIhghPko',
        person_id: '8ec59c01-75a3-458f-89a5-0aabb3706ffa',
        vendor: 'PERFEX',
        details:
          'test:V6KjI1Gu+D2IBx3vA/P3Li513BoEJTQVYWeyKdSnBUdGhD5jbMdAwGp47jajRRaIh9ahZ4XOIolCLqhlRZB3fXpc8r8AZnqytKljwzg4xc9MImww+mDWx9EINFVJARz53LXQ+rY=',
        rule: 'FIRST',
        linked_at: 1769940000000,
        linked_by: 'support',
      },
    ],
    person_identifiers: [
      { identifier: 'fnV1ek2FaSg9AVzBWdJAXTFHcfM', record: 'fnIA1obsMEkgjH687tLqu1L05yZ', kind: 'EMAIL' },
      { identifier: 'fnV1ek2FaSg9AVzBWdJAXTFHcfM', record: 'OhmKvcnUmk2nQeq_hFCvtrdqOux', kind: 'EMAIL' },
      { identifier: 'E7GGi1KAnzfFK37Kl7OSRXkPNgD', record: 'OhmKvcnUmk2nQeq_hFCvtrdqOux', kind: 'PHONE_NUMBER' },
      { identifier: 'E7GGi1KAnzfFK37Kl7OSRXkPNgD', record: 'A8aAxyFossXvHQ2IsUp22-5P5Jy', kind: 'PHONE_NUMBER' },
      { identifier: 'fnV1ek2FaSg9AVzBWdJAXTFHcfM', record: 'A8aAxyFossXvHQ2IsUp22-5P5Jy', kind: 'EMAIL' },
    ],
    separated_records: [
      { record: 'cGm6f9EGChpe8gF_JFSWIhghPko', other: 'A8aAxyFossXvHQ2IsUp22-5P5Jy' },
      { record: 'A8aAxyFossXvHQ2IsUp22-5P5Jy', other: 'cGm6f9EGChpe8gF_JFSWIhghPko' },
      { record: 'cGm6f9EGChpe8gF_JFSWIhghPko', other: 'fnIA1obsMEkgjH687tLqu1L05yZ' },
      { record: 'fnIA1obsMEkgjH687tLqu1L05yZ', other: 'cGm6f9EGChpe8gF_JFSWIhghPko' },
      { record: 'cGm6f9EGChpe8gF_JFSWIhghPko', other: 'OhmKvcnUmk2nQeq_hFCvtrdqOux' },
      { record: 'OhmKvcnUmk2nQeq_hFCvtrdqOux', other: 'cGm6f9EGChpe8gF_JFSWIhghPko' },
    ],
    erased_names: [{ name: 'n0bodyKnowsThisNameAnyMore0', erased_at: 1769940000000 }],
    person_events: [
      {
        id: 'fbddcd71-e232-4f30-ae55-db8e75db75ef',
        person_id: 'ad9b8a7b-2a46-407b-a3c6-25e99966466e',
        kind: 'MERGED',
        actor: 'support',
        happened_at: 1769940000000,
        details:
          'test:vh1uhaU4qVItpYX8V1yNXefhfO8iLYaYzDrnHcH80JFHAUva3hut4tT7vR6Q9GqPoZN6iZA9VjEfd3iW62lWayplA//9RMTqr4/GSGm4kwI+k6go2oghkNuHVDy3g9EKfHcjUE1b/glfiN+O4OOBWTDz1JO4fs0dLwGs',
      },
      {
        id: '454a1e23-84f1-4a53-abf9-d6a0b049470b',
        person_id: 'ad9b8a7b-2a46-407b-a3c6-25e99966466e',
        kind: 'UNLINKED',
        actor: 'support',
        happened_at: 1769940000000,
        details:
          'test:ip9zCm+yMqF0R+lOZLd3IveCl0kF9w0j9r+WdGMEse6S2ckKvA0niFjYc5eAsSgFXMjKKIxCqlTeq2bPgoMBbRwfMz1THWHTUNd4qKZE+gx6p2SLLHoeI0kwdDTycqNWdh9OjcKEUeY3IqovFLuXx3JHhOAj2L+vUOSRtYlzvcpFtgWrpOB4usNBRY4MNygdkuJZuZcJAHokuLtbJR0kSRBGdPgIMtiahSQsbY0si54hHaeo5ZIGOS3BjVQfyFFn9eDrjuM5PVISXK2JHTgWl4NkNVZhKqawGVAr7DoblEdhJ4rXv1VfvCQioj7yBZ/ks8xu2xEgKo0SOB/kvu/X6DmkUpsbfO+hAI9EL1au4mqRqxsWiOtZO4kyYucTgp0TBgr899r8eoC6dA64ivrq1ppF7/avPhdjk7NcHwfUbhQcwW9HvO0QnIuwqt+jpQ==',
      },
    ],
    secrets: [
      {
        name: 'identity-names',
        secret: 'test:8HBHyQHriE2WjWitPTK0pv7NrvDNVHyNLtG8eiQUG663RFrNg7r3y2xY37Ii0k8JbVhBskK/I7fRUuPT4epjdx0PI+GHDnud',
      },
    ],
  },
  '0006-jobs': {
    jobs: [
      {
        id: '5b1a7c1e-3f0a-4c55-9b8e-6a2f0c9d7e01',
        kind: 'UPSERT',
        person_id: 'ad9b8a7b-2a46-407b-a3c6-25e99966466e',
        key_hash: 'LHDhK3oGRvkiefQnx7OOczTY5Tic_xZ6HcMOc_gmtoM',
        key_expires_at: 1770109200000,
        state: 'ENDED',
        content:
          'test:v3rXIx8sYKE4TK31vhGdJxRQNeIr88HWnXVJrzdjPO1gJeuBXqF2+RwFk4OHxS5SYGpAs/2KwchwrzuTj8OaQMERVS+RRQ4vzo/8b72byXuBAOAedP3pM46Fr0YDCnq15XNplTA6E0Qtrf4=',
        steps:
          'test:fL3kgQt4o1CUecQgedCxGLXlgq2KMCXzo01oTQsBVWJJGqwuaXTzxBwDVRrlcFmzjF3roCO2k7NxCGzVcbauPo97v93iWcfqmUlyr4l0pn2ZiF0tcGr4v0bftn5HMCaL5Jqh/uXuEE0sxutf7c/XibRAvw+gtsKAj4ZfgPGTTBYKwQmX04qqPjgCYPLw87ZJ/tfG5HytI6ucBsHEPDPJtkzyoaf+60rCbZnnnejxmTvinD87h2H6pQ4a3nFPC+D1f3xVv1rcEBmW7uWO/sKgxHeE9muRiHTrPsBir63A46m/rilqZggsXCOQl0JrsQl0glxP1lpSMPw8k3luCjq0KHDvma+7qu7NtUqQAe9xKmpSH/5CFfCdIjuQd2FTDT/nDT0ffo0ga69wt6MvZp3WhOhITSWnm8IL2IZTHX+rPdvKrxSIOwA=',
        attempts: 1,
        created_at: 1770022800000,
        created_by: 'support',
        expires_at: 1770109200000,
        next_attempt_at: null,
        ended_at: 1770022860000,
        lease_owner: null,
        lease_until: null,
      },
    ],
  },
  '0007-history': {
    write_subjects: [
      {
        subject: 'A8aAxyFossXvHQ2IsUp22-5P5Jy',
        happened_at: 1768467600000,
        write_id: '7d0c1a52-6a0e-4f0b-9d53-0b8b6f4f2a01',
        place: 0,
      },
    ],
  },
  '0008-link-imports': {
    link_imports: [
      {
        fingerprint: 'c5a8a3c6f4d1f0e27c2b6e7b52d0f3b1a9e4d6c8f7b2a1e0d3c4b5a697887766',
        position: 4096,
        lines: 101,
        linked: 98,
        rejected: 2,
        ended_at: null,
      },
    ],
  }, // It makes an index, and changes no row.
  '0009-writes-by-state': {},
};

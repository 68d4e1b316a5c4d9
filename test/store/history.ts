/** Rows by their table. */
type Rows = Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>>;

/**
 * What a store of each version held: the rows that were written between its migration and the next one. They are
 * written by hand, as that version wrote them, and never changed.
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
};

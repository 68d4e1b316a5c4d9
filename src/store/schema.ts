/** The tables as they stand after the last migration. Times are milliseconds since the epoch. */
export interface StoreSchema {
  group_memberships: GroupMembershipRow;
  contact_permissions: ContactPermissionRow;
}

export interface GroupMembershipRow {
  id: string;
  member_kind: 'USER' | 'ANONYMOUS';
  /** The user id, or the anonymous id where there is no user id. */
  member_id: string;
  group_id: string;
  anonymous_id: string | null;
  /** A JSON object. */
  traits: string;
  joined_at: number;
  /** The time of the newest call that is part of the row. */
  latest_at: number;
  observed_at: number;
}

export interface ContactPermissionRow {
  contact_id: string;
  /** A JSON array of permissions. */
  permissions: string;
  written_at: number;
}

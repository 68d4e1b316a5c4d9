import { GroupMembership } from '../../domain/group-membership.js';
import { connectionOf } from '../connection.js';

export const GroupMembershipConnection = connectionOf(GroupMembership, {
  records: 'memberships, in the order in which they began',
});

import { AccountUser } from '../../domain/user.js';
import { connectionOf } from '../connection.js';

export const AccountUserConnection = connectionOf(AccountUser, {
  records: 'memberships of users in an account',
  totalCount: 'How many users the account has.',
});

import { Contact } from '../../domain/contact.js';
import { connectionOf } from '../connection.js';

export const ContactConnection = connectionOf(Contact, {
  records: 'contacts',
  totalCount: 'How many contacts the whole list has. Null for `recentContacts`: there Perfex does not tell.',
});

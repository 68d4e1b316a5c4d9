import { sightingOfContact, sightingOfProfile, sightingOfUser } from '../../domain/sightings.js';
import type { Slice, Sources } from '../../domain/sources.js';
import type { Contact } from '../../domain/contact.js';
import type { Learner } from './learner.js';

/** The same sources: whatever a vendor answers is offered to the learner. */
export function learningSources({ profiles, users, contacts, events }: Sources, learner: Learner): Sources {
  const learnt = async (slice: Promise<Slice<Contact>>): Promise<Slice<Contact>> => {
    const found = await slice;
    learner.offer(found.items, sightingOfContact);
    return found;
  };
  return {
    profiles: {
      async readProfiles(phoneNumbers, scope) {
        const answers = await profiles.readProfiles(phoneNumbers, scope);
        learner.offer(answers, sightingOfProfile);
        return answers;
      },
      setProfile: (change, scope) => profiles.setProfile(change, scope),
    },
    users: {
      async readUsers(ids, scope) {
        const answers = await users.readUsers(ids, scope);
        learner.offer(answers, sightingOfUser);
        return answers;
      },
      readAccountUsers: (accountId, scope) => users.readAccountUsers(accountId, scope),
      async createUser(draft, scope, creationId) {
        const created = await users.createUser(draft, scope, creationId);
        learner.offer([created.user], sightingOfUser);
        return created;
      },
      async updateUser(id, change, scope) {
        const user = await users.updateUser(id, change, scope);
        learner.offer([user], sightingOfUser);
        return user;
      },
      deleteUser: (id, scope) => users.deleteUser(id, scope),
      createLoginLink: (id, scope) => users.createLoginLink(id, scope),
    },
    contacts: {
      async readContacts(ids, scope) {
        const answers = await contacts.readContacts(ids, scope);
        learner.offer(answers, sightingOfContact);
        return answers;
      },
      readCustomerContacts: (customerId, window, scope) =>
        learnt(contacts.readCustomerContacts(customerId, window, scope)),
      searchContacts: (term, window, scope) => learnt(contacts.searchContacts(term, window, scope)),
      readRecentContacts: (filter, window, scope) => learnt(contacts.readRecentContacts(filter, window, scope)),
      async findContactsByEmail(emails, scope) {
        const answers = await contacts.findContactsByEmail(emails, scope);
        for (const answer of answers) if (Array.isArray(answer)) learner.offer(answer, sightingOfContact);
        return answers;
      },
      createContact: (draft, scope, creationId) => contacts.createContact(draft, scope, creationId),
      updateContact: (update, scope) => contacts.updateContact(update, scope),
      updateContacts: (updates, scope) => contacts.updateContacts(updates, scope),
      deleteContact: (id, scope) => contacts.deleteContact(id, scope),
    },
    events,
  };
}

// Written by "npm run generate" from the schema and the table of error codes: a change here is lost.

import type { CallOptions } from '../options.js';
import type { Answer } from '../partial.js';
import type { TypedDocument } from '../typed-document.js';
import * as documents from './graphql.js';

export abstract class Mutations {
  protected abstract run<Result, Variables, Field extends keyof Result>(
    document: TypedDocument<Result, Variables>,
    field: Field,
    variables: Variables,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<Result[Field]>>>;

  /**
   * Adds somebody to a group in Persio. Joining again updates the same membership. There is no way to remove somebody: Persio has none.
   */
  addToGroup(
    input: documents.AddToGroupInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.AddToGroupMutation['addToGroup']>>> {
    return this.run(documents.AddToGroupDocument, 'addToGroup', { input }, options);
  }

  /**
   * Adds up to 100 people to groups in Persio. Each has its own outcome; one that fails does not stop the others.
   */
  addToGroups(
    input: documents.AddToGroupsInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.AddToGroupsMutation['addToGroups']>>> {
    return this.run(documents.AddToGroupsDocument, 'addToGroups', { input }, options);
  }

  /**
   * Ends a pending write that is not being delivered at this moment. An earlier attempt may have taken effect.
   */
  cancelWrite(
    input: documents.CancelWriteInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.CancelWriteMutation['cancelWrite']>>> {
    return this.run(documents.CancelWriteDocument, 'cancelWrite', { input }, options);
  }

  /**
   * Creates a contact of a customer in Perfex. It is active and `LTR` unless told otherwise.
   */
  createContact(
    input: documents.CreateContactInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.CreateContactMutation['createContact']>>> {
    return this.run(documents.CreateContactDocument, 'createContact', { input }, options);
  }

  /**
   * Creates a user in Chatwoot, unless one with the same e-mail address exists: then that one is answered, unchanged.
   */
  createUser(
    input: documents.CreateUserInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.CreateUserMutation['createUser']>>> {
    return this.run(documents.CreateUserDocument, 'createUser', { input }, options);
  }

  /**
   * Makes a link that signs a user in to Chatwoot without a password. It is good for five minutes.
   */
  createUserLoginLink(
    input: documents.CreateUserLoginLinkInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.CreateUserLoginLinkMutation['createUserLoginLink']>>> {
    return this.run(documents.CreateUserLoginLinkDocument, 'createUserLoginLink', { input }, options);
  }

  /**
   * Deletes a contact in Perfex.
   */
  deleteContact(
    input: documents.DeleteContactInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.DeleteContactMutation['deleteContact']>>> {
    return this.run(documents.DeleteContactDocument, 'deleteContact', { input }, options);
  }

  /**
   * Deletes a user of the Chatwoot platform. Chatwoot carries it out later, in a job of its own.
   */
  deleteUser(
    input: documents.DeleteUserInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.DeleteUserMutation['deleteUser']>>> {
    return this.run(documents.DeleteUserDocument, 'deleteUser', { input }, options);
  }

  /**
   * Erases a person for good: deletes the Chatwoot users and Perfex contacts, overwrites the Numi profiles, and then forgets the person here, so that later sightings are not learnt again. It goes on by itself until every vendor has answered, also after a crash. Persio can erase nothing.
   */
  erasePerson(
    input: documents.ErasePersonInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.ErasePersonMutation['erasePerson']>>> {
    return this.run(documents.ErasePersonDocument, 'erasePerson', { input }, options);
  }

  /**
   * Tells Persio who somebody is.
   */
  identify(
    input: documents.IdentifyInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.IdentifyMutation['identify']>>> {
    return this.run(documents.IdentifyDocument, 'identify', { input }, options);
  }

  /**
   * Says that records are of one person, whatever rules and callers said before. The people to whom they belong become one: the id of the first record that is known stays.
   */
  linkRecords(
    input: documents.LinkRecordsInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.LinkRecordsMutation['linkRecords']>>> {
    return this.run(documents.LinkRecordsDocument, 'linkRecords', { input }, options);
  }

  /**
   * Makes one person of several, whatever was said before. The merged ids lead to the one that stays.
   */
  mergePeople(
    input: documents.MergePeopleInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.MergePeopleMutation['mergePeople']>>> {
    return this.run(documents.MergePeopleDocument, 'mergePeople', { input }, options);
  }

  /**
   * Tells Persio which page somebody saw.
   */
  page(
    input: documents.PageInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.PageMutation['page']>>> {
    return this.run(documents.PageDocument, 'page', { input }, options);
  }

  /**
   * Tries again what failed of an erasure, and nothing else.
   */
  resumeErasure(
    input: documents.ResumeErasureInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.ResumeErasureMutation['resumeErasure']>>> {
    return this.run(documents.ResumeErasureDocument, 'resumeErasure', { input }, options);
  }

  /**
   * Writes again what has failed of an upsert, and nothing else, and goes on until it is written or too old.
   */
  resumeUpsert(
    input: documents.ResumeUpsertInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.ResumeUpsertMutation['resumeUpsert']>>> {
    return this.run(documents.ResumeUpsertDocument, 'resumeUpsert', { input }, options);
  }

  /**
   * Tries a pending write again at once, or makes a dead one pending again: behind the writes that were committed since. Whose input held a password cannot be revived.
   */
  retryWrite(
    input: documents.RetryWriteInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.RetryWriteMutation['retryWrite']>>> {
    return this.run(documents.RetryWriteDocument, 'retryWrite', { input }, options);
  }

  /**
   * Creates or updates the profile of a phone number at Numi.
   */
  setProfile(
    input: documents.SetProfileInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.SetProfileMutation['setProfile']>>> {
    return this.run(documents.SetProfileDocument, 'setProfile', { input }, options);
  }

  /**
   * Creates or updates up to 100 profiles at Numi. Each has its own outcome; one that fails does not stop the others.
   */
  setProfiles(
    input: documents.SetProfilesInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.SetProfilesMutation['setProfiles']>>> {
    return this.run(documents.SetProfilesDocument, 'setProfiles', { input }, options);
  }

  /**
   * Makes two people of one: the records named here stay together as a new person, and no rule links them to the others again. With `unlinkRecords` each record would become a person of its own.
   */
  splitPerson(
    input: documents.SplitPersonInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.SplitPersonMutation['splitPerson']>>> {
    return this.run(documents.SplitPersonDocument, 'splitPerson', { input }, options);
  }

  /**
   * Tells Persio what somebody did.
   */
  track(
    input: documents.TrackInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.TrackMutation['track']>>> {
    return this.run(documents.TrackDocument, 'track', { input }, options);
  }

  /**
   * Says that records are not of the person to whom they belong. Each becomes a person of its own, and no rule ever links it to the others again: only `linkRecords`, `mergePeople` and an import do. Where the records belong together, use `splitPerson`.
   */
  unlinkRecords(
    input: documents.UnlinkRecordsInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.UnlinkRecordsMutation['unlinkRecords']>>> {
    return this.run(documents.UnlinkRecordsDocument, 'unlinkRecords', { input }, options);
  }

  /**
   * Changes a contact in Perfex: what was sent, and nothing else, although Perfex's own update clears what it is not sent.
   */
  updateContact(
    input: documents.UpdateContactInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.UpdateContactMutation['updateContact']>>> {
    return this.run(documents.UpdateContactDocument, 'updateContact', { input }, options);
  }

  /**
   * Changes up to 100 contacts in Perfex. Each has its own outcome; one that fails does not stop the others.
   */
  updateContacts(
    input: documents.UpdateContactsInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.UpdateContactsMutation['updateContacts']>>> {
    return this.run(documents.UpdateContactsDocument, 'updateContacts', { input }, options);
  }

  /**
   * Changes a user in Chatwoot: what was sent, and nothing else.
   */
  updateUser(
    input: documents.UpdateUserInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.UpdateUserMutation['updateUser']>>> {
    return this.run(documents.UpdateUserDocument, 'updateUser', { input }, options);
  }

  /**
   * Changes up to 100 users in Chatwoot. Each has its own outcome; one that fails does not stop the others.
   */
  updateUsers(
    input: documents.UpdateUsersInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.UpdateUsersMutation['updateUsers']>>> {
    return this.run(documents.UpdateUsersDocument, 'updateUsers', { input }, options);
  }

  /**
   * Writes what is known of a person to all vendors that hold them, or to those named. What a vendor holds already is not written again. One that fails takes nothing from the others: `resumeUpsert` tries it again.
   */
  upsertPerson(
    input: documents.UpsertPersonInput,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.UpsertPersonMutation['upsertPerson']>>> {
    return this.run(documents.UpsertPersonDocument, 'upsertPerson', { input }, options);
  }
}

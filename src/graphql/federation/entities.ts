import type { GroupMembershipKey } from '../../domain/group-membership.js';
import type { Answer } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import type { PersonKey } from '../../services/people/person-key.js';
import type { GraphContext } from '../context.js';
import { inBatches } from '../vendor-calls.js';

/** The fields of a key with their values. */
export type EntityKey = Readonly<Record<string, string>>;

/** A type whose objects other subgraphs can refer to. */
export interface Entity {
  readonly type: string;
  /** The fields by which one is known, each list of them enough by itself. */
  readonly keys: readonly (readonly string[])[];
  /** A property that objects of this type have, and those of no other entity. */
  readonly mark: string;
  /** The most calls that so many of them cost at a vendor. */
  readonly calls: readonly (readonly [vendor: Vendor, callsFor: (count: number) => number])[];
  /** Reads many at once, in the order of their keys: the object, null where there is none, or the error of that key. */
  readonly read: (keys: readonly EntityKey[], context: GraphContext) => Promise<Answer<object>[]>;
}

const one = (count: number): number => count;

/** The values of a key that is one field. */
const valuesOf = (keys: readonly EntityKey[], field: string): string[] => keys.map((key) => key[field] ?? '');

/** Every entity of this subgraph. `@key` is made from it, too: a key that is declared can be resolved. */
export const entities: readonly Entity[] = [
  {
    type: 'Profile',
    keys: [['phoneNumber']],
    mark: 'metadata',
    calls: [[Vendor.NUMI, one]],
    read: (keys, { services, request }) => services.profiles.findEach(valuesOf(keys, 'phoneNumber'), request),
  },
  {
    type: 'User',
    keys: [['id']],
    mark: 'uid',
    calls: [[Vendor.CHATWOOT, one]],
    read: (keys, { services, request }) => services.users.findEach(valuesOf(keys, 'id'), request),
  },
  {
    type: 'Contact',
    keys: [['id']],
    mark: 'customerId',
    calls: [[Vendor.PERFEX, inBatches]],
    read: (keys, { services, request }) => services.contacts.findEach(valuesOf(keys, 'id'), request),
  },
  {
    type: 'GroupMembership',
    keys: [['userId', 'groupId']],
    mark: 'groupId',
    calls: [],
    read: (keys, { services, request }) =>
      services.memberships.findEach(keys as readonly (EntityKey & GroupMembershipKey)[], request),
  },
  {
    type: 'Person',
    keys: [['id'], ['phoneNumber'], ['email']],
    mark: 'persioUserIds',
    calls: [
      [Vendor.NUMI, one],
      [Vendor.CHATWOOT, one],
      // Once by ids, and once by e-mail addresses.
      [Vendor.PERFEX, (count) => Math.min(count, 2 * inBatches(count))],
    ],
    read: (keys, { services, request }) =>
      services.personReferences.find(keys as readonly (EntityKey & PersonKey)[], request),
  },
];

/** The entity that an object is; undefined for any other object. */
export const entityOf = (object: object): Entity | undefined => entities.find(({ mark }) => mark in object);

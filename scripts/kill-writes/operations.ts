/** A write that a client makes, and by what the vendor's simulator shows that it arrived. */
export interface KilledWrite {
  readonly kind: WriteName;
  readonly query: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Found in what the vendor holds, or was sent. */
  readonly mark: string;
  /** What it writes to, where others write to the same: they have to arrive in the order of their numbers. */
  readonly record: string | undefined;
  readonly number: number;
}

export const writeNames = [
  'createUser',
  'createContact',
  'addToGroup',
  'track',
  'setProfile',
  'updateUser',
  'updateContact',
] as const;
export type WriteName = (typeof writeNames)[number];

const mutation = (name: WriteName): string => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const outcome = name === 'createUser' ? 'outcome ' : '';
  return `mutation ($input: ${type}!) { ${name}(input: $input) { ${outcome}write { id state createdAt } } }`;
};

const markOf = (client: number, number: number): string => `kill-${client}-${String(number).padStart(6, '0')}`;

/** A value is a mark as a whole: in the middle of a text, a part of an id may look like one. */
export const isMark = (value: unknown): value is string => typeof value === 'string' && /^kill-\d+-\d{6}$/.test(value);

/** The write with this number of a client. Each client has a profile, a user and a contact of its own to change. */
export function killedWrite(client: number, number: number): KilledWrite {
  const kind = writeNames[number % writeNames.length] as WriteName;
  const mark = markOf(client, number);
  const email = `${mark}@kill.example`;
  const inputs: Record<WriteName, { input: Record<string, unknown>; record?: string }> = {
    createUser: { input: { name: mark, email } },
    createContact: { input: { customerId: '1', firstName: mark, lastName: 'Kill', email } },
    addToGroup: { input: { userId: mark, groupId: 'killed' } },
    track: { input: { userId: `client-${client}`, event: mark }, record: `events of ${client}` },
    setProfile: {
      input: { phoneNumber: `+49309018${String(client).padStart(2, '0')}`, firstName: mark },
      record: `profile ${client}`,
    },
    updateUser: { input: { id: String(client + 1), displayName: mark }, record: `user ${client}` },
    updateContact: { input: { id: String(client + 1), title: mark }, record: `contact ${client}` },
  };
  const { input, record } = inputs[kind];
  return { kind, query: mutation(kind), input, mark, record, number };
}

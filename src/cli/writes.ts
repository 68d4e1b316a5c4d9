import type { WriteKind, WriteState } from '../domain/write.js';
import { dataOf, tellErrors } from './answers.js';
import { ask } from './ask.js';
import { sideBySide, table } from './columns.js';
import type { Connection } from './connection.js';
import type { ExitCode } from './exit-codes.js';
import { type Paint, print, printJson, say } from './terminal.js';
import { pageWidth } from './text.js';

/** As records, so that the compiler finds one that is missing. */
export const writeStates = Object.keys({
  PENDING: true,
  DELIVERED: true,
  REJECTED: true,
  DEAD: true,
} satisfies Record<WriteState, true>);

export const writeKinds = Object.keys({
  SET_PROFILE: true,
  SET_PROFILES: true,
  CREATE_USER: true,
  UPDATE_USER: true,
  UPDATE_USERS: true,
  DELETE_USER: true,
  CREATE_CONTACT: true,
  UPDATE_CONTACT: true,
  UPDATE_CONTACTS: true,
  DELETE_CONTACT: true,
  ADD_TO_GROUP: true,
  ADD_TO_GROUPS: true,
  IDENTIFY: true,
  TRACK: true,
  PAGE: true,
} satisfies Record<WriteKind, true>);

const writeFields = `fragment write on Write {
  id kind vendor state attempts createdAt endedAt lastAttemptAt nextAttemptAt lastError { code message at }
}`;

const listDocument = `query Writes($first: Int!, $after: String, $filter: WriteFilterInput) {
  writes(first: $first, after: $after, filter: $filter) { nodes { ...write } pageInfo { hasNextPage endCursor } }
}
${writeFields}`;

interface Write {
  readonly id: string;
  readonly kind: string;
  readonly vendor: string;
  readonly state: string;
  readonly attempts: number;
  readonly createdAt: string;
  readonly nextAttemptAt: string | null;
  readonly lastError: { readonly code: string; readonly message: string } | null;
}

interface WriteList {
  readonly writes: {
    readonly nodes: readonly Write[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export interface WriteListOptions {
  readonly state?: string;
  readonly vendor?: string;
  readonly kind?: string;
  readonly first: number;
  readonly after?: string;
  readonly json?: boolean;
}

/** Prints the writes that a server has stored, the newest first. */
export async function listWrites(
  { state, vendor, kind, first, after, json }: WriteListOptions,
  connect: () => Promise<Connection>,
  paint: () => Paint,
): Promise<ExitCode> {
  const variables = { first, after, filter: { state, vendor, kind } };
  const answer = await ask<WriteList>(await connect(), { query: listDocument, variables });
  if (json) printJson(answer);
  else {
    const { nodes, pageInfo } = dataOf(answer).writes;
    print(...linesOf(nodes, paint()));
    if (pageInfo.hasNextPage) say(`There are more: add --after ${pageInfo.endCursor ?? ''}`);
  }
  return tellErrors(answer.errors);
}

/** Tries a write again, or cancels it. */
export async function steerWrite(
  action: 'retry' | 'cancel',
  id: string,
  json: boolean,
  connect: () => Promise<Connection>,
  paint: () => Paint,
): Promise<ExitCode> {
  const query = `mutation Steer($id: ID!) { ${action}Write(input: { id: $id }) { write { ...write } } }\n${writeFields}`;
  const answer = await ask<Record<string, { write: Write }>>(await connect(), { query, variables: { id } });
  if (json) printJson(answer);
  const written = Object.values(dataOf(answer)).map(({ write }) => write);
  if (!json) print(...linesOf(written, paint()));
  return tellErrors(answer.errors);
}

const linesOf = (writes: readonly Write[], paint: Paint): string[] => {
  const header = ['STATE', 'VENDOR', 'KIND', 'AGE', 'ID'];
  const rows = writes.map(({ state, vendor, kind, createdAt, id }) => [state, vendor, kind, ageOf(createdAt), id]);
  const [head = '', ...lines] = table(header, rows, paint.bold);
  return [head, ...lines.flatMap((line, index) => [line, ...reasonOf(writes[index] as Write, paint)])];
};

/** Why a write has not gone through, below its line. */
function reasonOf({ attempts, lastError, nextAttemptAt }: Write, paint: Paint): string[] {
  if (!lastError) return [];
  const next = nextAttemptAt === null ? '' : ` Next at ${nextAttemptAt.slice(0, 19)}Z.`;
  const text = `${lastError.message} (${lastError.code}, ${attempts === 1 ? '1 attempt' : `${attempts} attempts`})${next}`;
  return sideBySide(['', text], [0, pageWidth - 2], [undefined, paint.dim]);
}

/** Such as `5m`, `3h` and `12d`. */
function ageOf(time: string): string {
  const seconds = Math.max(0, (Date.now() - Date.parse(time)) / 1_000);
  if (seconds < 100) return `${Math.round(seconds)}s`;
  if (seconds < 6_000) return `${Math.round(seconds / 60)}m`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)}h`;
  return `${Math.round(seconds / 86_400)}d`;
}

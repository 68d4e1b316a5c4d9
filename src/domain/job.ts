import type { Lease, WriteProblem } from './write.js';

/** What a piece of work does that takes several writes. */
export enum JobKind {
  UPSERT = 'UPSERT',
  ERASURE = 'ERASURE',
  /** What a vendor has told of a change. */
  WEBHOOK = 'WEBHOOK',
}

export enum JobState {
  /** There is something left to do, and it will be done. */
  PENDING = 'PENDING',
  /** Each step is done or has failed. */
  ENDED = 'ENDED',
}

export enum StepState {
  OPEN = 'OPEN',
  DONE = 'DONE',
  FAILED = 'FAILED',
}

/** A part of a job that can fail by itself. What its plan and its result are is the definition's. */
export interface JobStep {
  /** Tells it apart from the other steps of its job. */
  readonly name: string;
  /** Steps of one stage run side by side, once all of the stages before have ended. */
  readonly stage: number;
  readonly state: StepState;
  /** How often it was begun anew after a failure. */
  readonly round: number;
  /** What it has settled to do, stored before it does it; null before that, and once it is done. */
  readonly plan: unknown;
  /** What has come of it so far; null where nothing has. */
  readonly result: unknown;
  /** Why it failed, or its last attempt. */
  readonly problem: WriteProblem | null;
}

/** A durable piece of work: what is not done when a process dies is done by another one. */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  /** Whom it is about; null while nobody knows. */
  readonly personId: string | null;
  readonly state: JobState;
  /** How often somebody began to work on it. */
  readonly attempts: number;
  readonly createdAt: Date;
  /** The name of the caller's API key. */
  readonly createdBy: string;
  /** Null where it has ended. */
  readonly nextAttemptAt: Date | null;
  readonly endedAt: Date | null;
}

export interface JobContent {
  /** Tells whether a repeat of its key asks for the same; empty once the person whom it was about has been erased. */
  readonly fingerprint: string;
  /** Null once it has been erased. */
  readonly input: unknown;
  readonly steps: readonly JobStep[];
}

/** What is left of a job about somebody who has been erased: it fits no input. */
export const erasedContent: JobContent = { fingerprint: '', input: null, steps: [] };

export const isErased = ({ content }: JobRecord): boolean => content?.fingerprint === erasedContent.fingerprint;

/** Names the write of a step: the same step and round are the same write, whoever makes it, and how often. */
export const stepWriteName = (jobId: string, round: number, step: string): string => `${jobId} ${round} ${step}`;

/** A job with what it holds. */
export interface JobRecord {
  readonly job: Job;
  /** Until when a failure that may pass is tried again. */
  readonly expiresAt: Date;
  /** Undefined where it cannot be decrypted any more. */
  readonly content: JobContent | undefined;
}

/** A job that is about to be made. */
export interface JobIntent {
  readonly id: string;
  readonly kind: JobKind;
  readonly personId: string | null;
  readonly content: JobContent;
  readonly idempotencyKey: string | undefined;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date;
  /** Until when the key is remembered. */
  readonly keyExpiresAt: Date;
}

/** What became of a commit. `known`: another job has the key or the id, and this is it. */
export type JobCommit = { readonly outcome: 'committed' | 'known'; readonly record: JobRecord };

/** Which attempt changes a job. One that has lost its lease changes nothing. */
export interface JobAttempt {
  readonly id: string;
  readonly attempts: number;
  readonly owner: string;
}

/** How far an attempt has got. */
export interface JobProgress {
  readonly content: JobContent;
  readonly personId: string | null;
}

/** How an attempt left a job. */
export interface JobSettlement {
  /** Undefined where what is stored stays. */
  readonly content: JobContent | undefined;
  readonly personId: string | null;
  readonly at: Date;
  /** Null where it has ended. */
  readonly nextAttemptAt: Date | null;
}

/** The port of the store for jobs. Everything rejects with STORE_UNAVAILABLE where the store fails. */
export interface JobStore {
  /** Stores a job, unless its key or its id is taken. With a lease it is claimed at once. */
  commit(intent: JobIntent, lease: Lease | undefined): Promise<JobCommit>;
  /** Takes over what is due, the oldest first. */
  claimDue(limit: number, lease: Lease): Promise<JobRecord[]>;
  /** Stores how far an attempt has got. @returns whether it still has its lease. */
  save(attempt: JobAttempt, progress: JobProgress): Promise<boolean>;
  /** Ends an attempt. @returns null where it has lost its lease. */
  settle(attempt: JobAttempt, settlement: JobSettlement): Promise<JobRecord | null>;
  find(id: string): Promise<JobRecord | null>;
  /** Those that are about a person, the newest first. */
  ofPerson(personId: string, limit: number): Promise<JobRecord[]>;
  /** The oldest of a kind that is about a person, and has not ended. */
  underWay(kind: JobKind, personId: string): Promise<JobRecord | null>;
  /** The job that has the key now. */
  findByKey(idempotencyKey: string, now: Date): Promise<JobRecord | null>;
  /** Makes a job pending again that had ended. @returns null where it changed since it was read. */
  reopen(
    job: Job,
    content: JobContent,
    now: Date,
    expiresAt: Date,
    lease: Lease | undefined,
  ): Promise<JobRecord | null>;
  /** Deletes what ended before, up to 1,000 of a kind or of all. @returns how many. */
  deleteEnded(before: Date, kind?: JobKind): Promise<number>;
}

import { UserRole } from '../../domain/user.js';
import type { SandboxPerson } from '../simulator.js';
import type { WireRole } from './wire.js';

export interface SimulatedUser {
  readonly id: number;
  name: string;
  displayName: string | null;
  email: string;
  customAttributes: Readonly<Record<string, unknown>>;
  /** The first is the one that the user is working in. */
  readonly memberships: { readonly accountId: number; role: WireRole; readonly activeAt: string | null }[];
  /** Belongs to another platform app. */
  foreign: boolean;
}

/** What the simulated installation holds. */
export class ChatwootState {
  readonly accounts = new Map<number, string>();
  readonly #users = new Map<number, SimulatedUser>();
  /** When each asked-for deletion runs, by user id. */
  readonly #deletions = new Map<number, number>();
  #nextId = 1;

  constructor(
    private readonly people: readonly SandboxPerson[],
    private readonly now: () => number,
    private readonly deletionDelay: number,
  ) {}

  seed(): void {
    this.#users.clear();
    this.#deletions.clear();
    this.accounts.clear();
    for (const { chatwoot } of this.people) {
      if (!chatwoot) continue;
      for (const { id, name } of chatwoot.accounts) this.accounts.set(id, name);
      this.#users.set(chatwoot.id, {
        id: chatwoot.id,
        name: chatwoot.name,
        displayName: chatwoot.displayName ?? null,
        email: chatwoot.email.toLowerCase(),
        customAttributes: chatwoot.customAttributes ?? {},
        memberships: chatwoot.accounts.map(({ id, role }) => ({
          accountId: id,
          role: role === UserRole.ADMINISTRATOR ? 'administrator' : 'agent',
          activeAt: seededActivity(chatwoot.id),
        })),
        foreign: chatwoot.foreign ?? false,
      });
    }
    this.#nextId = Math.max(0, ...this.#users.keys()) + 1;
  }

  find(id: number): SimulatedUser | undefined {
    this.#runDueDeletions();
    return this.#users.get(id);
  }

  findByEmail(email: string): SimulatedUser | undefined {
    this.#runDueDeletions();
    const address = email.toLowerCase();
    return [...this.#users.values()].find((user) => user.email === address);
  }

  /** The users of an account with their roles in it. */
  members(accountId: number): { userId: number; role: WireRole }[] {
    this.#runDueDeletions();
    return [...this.#users.values()].flatMap(({ id, memberships }) =>
      memberships.filter((membership) => membership.accountId === accountId).map(({ role }) => ({ userId: id, role })),
    );
  }

  add(fields: Pick<SimulatedUser, 'name' | 'displayName' | 'email' | 'customAttributes'>): SimulatedUser {
    const user: SimulatedUser = { ...fields, id: this.#nextId, memberships: [], foreign: false };
    this.#nextId += 1;
    this.#users.set(user.id, user);
    return user;
  }

  scheduleDeletion(id: number): void {
    if (!this.#deletions.has(id)) this.#deletions.set(id, this.now() + this.deletionDelay);
  }

  runDeletions(): void {
    for (const id of [...this.#deletions.keys()]) this.#remove(id);
  }

  #runDueDeletions(): void {
    for (const [id, time] of this.#deletions) if (time <= this.now()) this.#remove(id);
  }

  #remove(id: number): void {
    this.#users.delete(id);
    this.#deletions.delete(id);
  }
}

/** Deterministic, and null for every fourth user, who was never active. */
const seededActivity = (id: number): string | null =>
  id % 4 === 0 ? null : new Date(Date.UTC(2025, 0, 1) + id * 3_600_000).toISOString();

import type { IdentityStore, RecordKey, Sighting } from '../../domain/identity.js';
import { StepState } from '../../domain/job.js';
import { KeyedQueue } from '../keyed-queue.js';
import type { RunningJob } from '../jobs/definition.js';
import { identityOf } from '../people/identity-of.js';
import type { StepResult, UpsertInput } from './upsert.js';

/** Has records that an upsert has made belong to its person. */
export class NewRecords {
  /** Two records of somebody whom nobody knew must find each other. */
  readonly #queue = new KeyedQueue();

  constructor(private readonly identities: IdentityStore) {}

  /** Done again, it changes nothing. */
  link(sighting: Sighting, job: RunningJob<UpsertInput>): Promise<void> {
    return this.#queue.run(job.id, async () => {
      const { caller } = job.request;
      const at = new Date();
      const anchor = await this.#anchor(job);
      const group = anchor ? [anchor, sighting.key] : [sighting.key];
      const [identity] = await this.identities.declare([group], { actor: caller, at });
      // Refused, it stays without a person: the vendor has it all the same.
      if (typeof identity === 'object') job.personId = identity.id;
      // By its identifiers it is found before anybody has read it.
      await this.identities.observe([sighting], at);
    });
  }

  /** A record that was made by another hand: the rules say whose it is. */
  async learn(sighting: Sighting): Promise<void> {
    await this.identities.observe([sighting], new Date());
  }

  async #anchor({ personId, steps }: RunningJob<UpsertInput>): Promise<RecordKey | null> {
    if (personId !== null) return (await identityOf(this.identities, personId))?.links[0]?.key ?? null;
    // An attempt that ended before it could say whom it had made.
    for (const { state, result } of steps) {
      const { vendor, recordId, isNew } = result as StepResult;
      if (state === StepState.DONE && isNew && recordId !== null) return { vendor, recordId };
    }
    return null;
  }
}

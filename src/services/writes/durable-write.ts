import type { Write, WriteDelivery } from '../../domain/write.js';
import { PeoplegraphError } from '../../errors.js';
import type { RequestScope } from '../loaders.js';
import type { Result } from './result.js';

/** How a caller wants a write to be made. */
export interface WriteOptions {
  /** Undefined where the caller will not ask again. */
  readonly idempotencyKey?: string;
  /** SYNC where undefined. */
  readonly delivery?: WriteDelivery;
  /** Set where the write is a step of a job. */
  readonly step?: WriteStep;
}

export interface WriteStep {
  /** In place of a caller's key, apart from those, and remembered as long as the write is. */
  readonly key: string;
  /** Whoever waits for it cannot ask for it again. */
  readonly isOnlyCaller: boolean;
}

/** One item of a write, as its caller gets it. */
export interface WrittenItem<Input, Outcome> {
  readonly write: Write;
  /** Undefined where it has been erased since. */
  readonly input: Input | undefined;
  /** Undefined while it is pending. */
  readonly outcome: Outcome | undefined;
}

export interface WrittenItems<Input, Outcome> {
  /** Null where no item came so far. */
  readonly write: Write | null;
  /** In the order given. */
  readonly results: (WrittenItem<Input, Outcome> | Error)[];
}

/** A kind of writes, as the service that knows what they mean makes them. */
export class DurableWrite<Input, Outcome> {
  constructor(
    private readonly write: (
      items: readonly Input[],
      options: WriteOptions,
      request: RequestScope,
    ) => Promise<Result<Input, Outcome>>,
  ) {}

  /** @throws the error with which it ended, with the id of the write. */
  async one(input: Input, options: WriteOptions, request: RequestScope): Promise<WrittenItem<Input, Outcome>> {
    const { results } = await this.many([input], options, request);
    const [result] = results;
    if (!result || result instanceof Error) throw result ?? new TypeError('One item has one result.');
    return result;
  }

  /** One write for all items; those that are errors already stay out of it. */
  async many(
    inputs: readonly (Input | Error)[],
    options: WriteOptions,
    request: RequestScope,
  ): Promise<WrittenItems<Input, Outcome>> {
    const accepted = inputs.filter((input): input is Exclude<typeof input, Error> => !(input instanceof Error));
    if (accepted.length === 0) return { write: null, results: inputs as Error[] };
    const { write, items, outcomes } = await this.write(accepted, options, request);
    let taken = 0;
    const results = inputs.map((input): WrittenItem<Input, Outcome> | Error => {
      if (input instanceof Error) return input;
      const index = taken++;
      const outcome = outcomes[index];
      if (outcome instanceof PeoplegraphError) outcome.writeId = write.id;
      return outcome instanceof Error ? outcome : { write, input: items?.[index], outcome: outcome ?? undefined };
    });
    return { write, results };
  }
}

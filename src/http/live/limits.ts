import { ErrorCode, PeoplegraphError } from '../../errors.js';

/** How much one client and all of them may listen to. */
export interface LiveLimits {
  /** Subscriptions of all connections. */
  readonly subscriptions: number;
  /** Of one connection. */
  readonly subscriptionsPerConnection: number;
}

/** Subscriptions under way in this process. */
export class Places {
  #taken = 0;

  constructor(private readonly most: number) {}

  /** @returns the function that gives the place back. @throws TOO_MANY_SUBSCRIPTIONS */
  take(): () => void {
    if (this.#taken >= this.most)
      throw new PeoplegraphError(
        ErrorCode.TOO_MANY_SUBSCRIPTIONS,
        `This server has ${this.most} subscriptions, and takes no more. Try again later.`,
      );
    this.#taken += 1;
    return () => {
      this.#taken -= 1;
    };
  }
}

import type { ServerResponse } from 'node:http';

/** The clients that wait for one operation; more can join while it runs. */
export class Audience {
  /** Those that nobody listens to yet: a client that hangs up matters only to an operation that can be cancelled. */
  #unheard: ServerResponse[] = [];
  #waiting = 0;
  #onLeft: (() => void) | undefined;
  #hasLeft = false;

  /** A client that hangs up before it has its answer leaves. */
  join(response: ServerResponse): void {
    this.#waiting += 1;
    if (this.#onLeft) this.#hear(response);
    else this.#unheard.push(response);
  }

  /** Calls back once the last client has hung up, at once where it has already. */
  whenLeft(callback: () => void): void {
    this.#onLeft = callback;
    for (const response of this.#unheard) this.#hear(response);
    this.#unheard = [];
  }

  /** Whether that has been called back. */
  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  #hear(response: ServerResponse): void {
    const leave = (): void => {
      this.#waiting -= 1;
      if (this.#waiting > 0 || response.writableFinished) return;
      this.#hasLeft = true;
      this.#onLeft?.();
    };
    if (response.destroyed) leave();
    else response.once('close', leave);
  }
}

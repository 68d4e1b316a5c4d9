import type { ServerResponse } from 'node:http';

/** The clients that wait for one operation; more can join while it runs. */
export class Audience {
  #waiting = 0;
  #left = false;
  readonly #callbacks: (() => void)[] = [];

  /** A client that hangs up before it has its answer leaves. */
  join(response: ServerResponse): void {
    this.#waiting += 1;
    const leave = (): void => {
      this.#waiting -= 1;
      if (this.#waiting > 0 || response.writableFinished) return;
      this.#left = true;
      for (const callback of this.#callbacks) callback();
    };
    if (response.destroyed) leave();
    else response.once('close', leave);
  }

  /** Calls back once the last client has hung up, at once where it has already. */
  whenLeft(callback: () => void): void {
    if (this.#left) callback();
    else this.#callbacks.push(callback);
  }
}

import type { Change, ChangeListener } from '../domain/change.js';

/** Those who listen in this process. */
export class Listeners {
  readonly #listeners = new Set<ChangeListener>();

  add(listener: ChangeListener): () => void {
    // The same function may listen twice.
    const own: ChangeListener = (change, isRemote) => listener(change, isRemote);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  tell(changes: readonly Change[], isRemote: boolean): void {
    for (const change of changes) for (const listener of this.#listeners) listener(change, isRemote);
  }
}

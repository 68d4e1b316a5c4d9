import type { ChangeBus } from '../domain/change.js';
import { Listeners } from './listeners.js';

/** The bus of a process that shares nothing with another one. */
export function localBus(): ChangeBus {
  const listeners = new Listeners();
  return {
    reachesOthers: false,
    publish: (changes) => listeners.tell(changes, false),
    subscribe: (listener) => listeners.add(listener),
    close: async () => undefined,
  };
}

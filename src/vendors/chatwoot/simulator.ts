import { Vendor } from '../../domain/vendor.js';
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator.js';
import { addRoutes } from './simulator-routes.js';
import { ChatwootState } from './simulator-state.js';

/** Requests a minute for an IP address. */
const quota = 3000;

const key = 'sandbox-chatwoot-token';

export interface ChatwootSimulator extends Simulator {
  /** Runs the job that removes the users whose deletion was asked for, without waiting for its time. */
  runDeletions(): void;
}

export interface ChatwootSimulatorOptions extends SimulatorOptions {
  /** How long a deleted user still answers, in milliseconds by `now`. */
  readonly deletionDelay?: number;
}

/** Chatwoot's platform API over the population: memberships and the two kinds of 401 included. */
export async function startChatwootSimulator(options: ChatwootSimulatorOptions): Promise<ChatwootSimulator> {
  const { people, now = Date.now, deletionDelay = 2_000 } = options;
  const state = new ChatwootState(people, now, deletionDelay);
  const simulator = await startSimulator({
    vendor: Vendor.CHATWOOT,
    key,
    quota,
    now,
    seed: () => state.seed(),
    routes: (server) => addRoutes(server, state, key),
    // No Retry-After: the vendor sends none.
    overQuota: (reply) => reply.code(429).type('text/plain').send('Retry later'),
  });
  return Object.assign(simulator, { runDeletions: () => state.runDeletions() });
}

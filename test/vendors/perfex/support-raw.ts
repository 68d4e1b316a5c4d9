import {
  type PerfexSimulator,
  type PerfexSimulatorOptions,
  startPerfexSimulator,
} from '../../../src/vendors/perfex/simulator.js';
import { people } from './support.js';

export type Row = Record<string, unknown>;

export const noData = { status: 404, body: { status: false, message: 'No data were found' } };

/** A simulator for each test of one file, spoken to without the source. */
export function useRawSimulator() {
  const running: PerfexSimulator[] = [];
  const at = {
    simulator: undefined as unknown as PerfexSimulator,
    start: async (options: Partial<PerfexSimulatorOptions> = {}): Promise<void> => {
      at.simulator = await startPerfexSimulator({ people: people(30), ...options });
      running.push(at.simulator);
    },
    call: async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const form = body instanceof URLSearchParams;
      const answer = await fetch(`${at.simulator.origin}/api${path}`, {
        method,
        headers: {
          authtoken: at.simulator.key,
          ...(body && !form ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        body: body === undefined || form ? body : JSON.stringify(body),
      });
      const text = await answer.text();
      const json: unknown = answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
      return { status: answer.status, headers: answer.headers, body: json as Row };
    },
    rowOf: async (id: number): Promise<Row> => (await at.call('GET', `/contacts/1/${id}`)).body,
  };
  beforeEach(() => at.start());
  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.close()));
  });
  return at;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import { createLogger } from '../../src/observability/log.js';
import { openSandbox } from '../../src/sandbox/index.js';
import type { ChatwootSimulator } from '../../src/vendors/chatwoot/simulator.js';
import type { PerfexSimulator } from '../../src/vendors/perfex/simulator.js';
import type { PersioSimulator } from '../../src/vendors/persio/simulator.js';
import type { Simulator } from '../../src/vendors/simulator.js';

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly vendor?: string;
    readonly retryable?: boolean;
    readonly retryAfter?: number;
    readonly fields?: readonly string[];
    readonly requestId?: string;
  };
}

export interface GraphAnswer<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data;
  readonly errors: readonly GraphError[] | undefined;
}

// What a test asks for is its own business: it states the shape of the answer that it expects.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Anything = any;

export interface TestServer {
  readonly url: string;
  readonly simulators: {
    readonly numi: Simulator;
    readonly chatwoot: ChatwootSimulator;
    readonly perfex: PerfexSimulator;
    readonly persio: PersioSimulator;
  };
  /** Everything that was logged, one JSON text a line. */
  readonly log: readonly string[];
  /** One GraphQL operation over HTTP. */
  ask<Data = Anything>(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<GraphAnswer<Data>>;
  /** The simulators' seeded data again, no faults, no calls. */
  reset(): void;
  /** The service anew on another port: it has forgotten what it learnt of its vendors' failures and quotas. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/**
 * By default a test sees each call that it causes: nothing is kept, nothing is repeated. This switches on what is on
 * by default outside of tests.
 */
export const asInProduction = Object.freeze({
  NUMI_CACHE_SECONDS: '60',
  CHATWOOT_CACHE_SECONDS: '60',
  PERFEX_CACHE_SECONDS: '60',
  VENDOR_RETRIES: '3',
});

/** No operation of a test shall run out of time on a machine that has much else to do. */
const patient = Object.freeze({ OPERATION_TIMEOUT_MS: '60000', VENDOR_TIMEOUT_MS: '30000' });

const everyCallSeen = Object.freeze({
  NUMI_CACHE_SECONDS: '0',
  CHATWOOT_CACHE_SECONDS: '0',
  PERFEX_CACHE_SECONDS: '0',
  VENDOR_RETRIES: '0',
});

/** The headers of a GraphQL request whose answer's status tells what became of it. */
export const graphqlHeaders = Object.freeze({
  'content-type': 'application/json',
  accept: 'application/graphql-response+json',
});

/** The whole service on a free port over the simulators of all vendors, with a store of its own. */
export async function startServer(
  environment: Record<string, string> = {},
  options: { readonly dataDirectory?: string; readonly knowsUsers?: boolean } = {},
): Promise<TestServer> {
  const directory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), 'peoplegraph-test-')));
  const config = loadConfig({
    SANDBOX: 'on',
    SANDBOX_CONTROL_PORT: '0',
    PORT: '0',
    DATA_DIR: directory,
    LOG_LEVEL: 'trace',
    ...patient,
    ...everyCallSeen,
    ...environment,
  });
  const log: string[] = [];
  const logger = createLogger(config.logLevel, { write: (line) => void log.push(line) });
  const opened = await openSandbox(config);
  const open = async () => {
    const built = await createApp({
      config,
      logger,
      ...opened,
      // As a newcomer's sandbox does; a test that counts calls begins with nobody.
      sightings: options.knowsUsers ? opened.sightings : [],
    });
    return { ...built, url: await built.http.listen({ host: '127.0.0.1', port: 0 }) };
  };
  let app = await open();
  const { NUMI, CHATWOOT, PERFEX, PERSIO } = opened.sandbox.simulators;

  const reset = (): void => {
    for (const simulator of Object.values(opened.sandbox.simulators)) simulator.reset();
  };

  return {
    get url() {
      return app.url;
    },
    simulators: {
      numi: NUMI as Simulator,
      chatwoot: CHATWOOT as ChatwootSimulator,
      perfex: PERFEX as PerfexSimulator,
      persio: PERSIO as PersioSimulator,
    },
    log,
    async ask(query, variables = {}, headers = {}) {
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { ...graphqlHeaders, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: Anything; errors?: GraphError[] };
      return { status: response.status, headers: response.headers, data, errors };
    },
    reset,
    async restart() {
      await app.close();
      app = await open();
    },
    async close() {
      await app.close();
      await opened.sandbox.close();
      if (options.dataDirectory === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

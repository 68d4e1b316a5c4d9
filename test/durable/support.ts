import type { Simulator } from '../../src/vendors/simulator.js';
import type { TestServer } from '../support/server.js';
import { until, untilThere } from '../support/until.js';

export interface WriteView {
  readonly id: string;
  readonly kind: string;
  readonly vendor: string;
  readonly state: string;
  readonly attempts: number;
  readonly createdAt: string;
  readonly lastAttemptAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly endedAt: string | null;
  readonly lastError: { readonly code: string; readonly message: string; readonly at: string } | null;
}

export const writeSelection =
  '{ id kind vendor state attempts createdAt lastAttemptAt nextAttemptAt endedAt lastError { code message at } }';

export async function readWrite(server: TestServer, id: string): Promise<WriteView | null> {
  const { data } = await server.ask<{ write: WriteView | null }>(
    `query ($id: ID!) { write(id: $id) ${writeSelection} }`,
    { id },
  );
  return data.write;
}

/** The write as soon as it is in that state: it is asked for, since it ends in the background. */
export async function untilState(server: TestServer, id: string, state: string): Promise<WriteView> {
  return untilThere(async () => {
    const write = await readWrite(server, id);
    return write?.state === state ? write : undefined;
  }, `That the write ${id} is ${state}`);
}

/** Settles as soon as the simulator has been asked so often. */
export async function untilCalled({ calls }: Simulator, count: number): Promise<void> {
  await until(() => calls.length >= count, `The vendor's call ${count}`);
}

/** A short deadline, so that a request does not wait for a vendor that is out of order. */
export const hurry = { 'x-peoplegraph-timeout-ms': '400' };

import { RequestCost } from '../../src/domain/request-cost.js';
import type { CallScope } from '../../src/domain/scope.js';
import { Vendor } from '../../src/domain/vendor.js';
import type { PeoplegraphError } from '../../src/errors.js';
import type { VendorRequest } from '../../src/vendors/answers.js';
import type { VendorHttp, VendorHttpOptions } from '../../src/vendors/http.js';
import { TestClock } from '../support/clock.js';
import { type ReceivedRequest, type ScriptedAnswer, startScriptedServer } from '../support/scripted-server.js';
import { vendorEnvironment } from '../support/vendor-environment.js';

export const read: VendorRequest = { operation: 'profiles.get', method: 'GET', path: '/profiles/1' };
export const blindPost: VendorRequest = { operation: 'users.create', method: 'POST', path: '/users', json: { a: 1 } };
export const repeatablePost: VendorRequest = { ...blindPost, repeatable: true };

export interface EndableScope extends CallScope {
  /** What happens when its deadline passes, or its client hangs up. */
  readonly end: (reason?: Error) => void;
}

/** A scope on the test's own clock; real time does not end it. */
export function scopeOn(clock: TestClock, milliseconds = 10_000): EndableScope {
  const controller = new AbortController();
  return {
    requestId: 'test',
    deadline: clock.now() + milliseconds,
    signal: controller.signal,
    fresh: false,
    cost: new RequestCost(),
    end: (reason) => controller.abort(reason),
  };
}

export interface ScriptedVendor {
  readonly clock: TestClock;
  readonly http: VendorHttp;
  readonly requests: readonly ReceivedRequest[];
  /** What it answers from now on: these in turn, the last one for ever. */
  answers(...answers: ScriptedAnswer[]): void;
}

type Options = Partial<Omit<VendorHttpOptions, 'vendor' | 'baseUrl' | 'headers' | 'clock'>> & {
  readonly skipsSleeps?: boolean;
};

/** One vendor over a real socket, on a clock that the test moves; new for each test of a file. */
export function useScriptedVendor({ skipsSleeps = false, meaning, ...options }: Options = {}): ScriptedVendor {
  let script: ScriptedAnswer[] = [];
  let server: Awaited<ReturnType<typeof startScriptedServer>>;
  let restoreDate = (): void => undefined;
  const current = {} as { -readonly [Name in keyof ScriptedVendor]: ScriptedVendor[Name] };

  beforeAll(async () => {
    server = await startScriptedServer(() => (script.length > 1 ? script.shift() : script[0]) ?? { status: 500 });
  });
  beforeEach(() => {
    server.requests.length = 0;
    current.requests = server.requests;
    current.answers = (...answers) => {
      script = answers;
    };
    current.clock = new TestClock(skipsSleeps);
    restoreDate = current.clock.becomeDate();
    const environment = vendorEnvironment({ retries: 3, ...options, clock: current.clock });
    current.http = environment.open({ vendor: Vendor.NUMI, baseUrl: server.url, headers: {}, meaning });
  });
  afterEach(() => restoreDate());
  afterAll(() => server.close());
  return current;
}

/** The error that a promise is expected to fail with. */
export async function failure(promise: Promise<unknown>): Promise<PeoplegraphError> {
  return promise.then(
    () => {
      throw new Error('It was expected to fail.');
    },
    (error: unknown) => error as PeoplegraphError,
  );
}

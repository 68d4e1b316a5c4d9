import { asInProduction, startServer, type TestServer } from '../support/server.js';
import { environmentOf } from '../support/simulated-vendors.js';

/** A second server, on the vendors of the first. */
export const startAnother = (
  { simulators }: TestServer,
  environment: Readonly<Record<string, string>>,
): Promise<TestServer> =>
  startServer({ ...asInProduction, ...environmentOf(Object.values(simulators)), ...environment });

import { asInProduction, startServer, type TestServer } from '../support/server.js';

/** A second server, on the vendors of the first. */
export function startAnother(
  { simulators: { numi, chatwoot, perfex, persio } }: TestServer,
  environment: Readonly<Record<string, string>>,
): Promise<TestServer> {
  return startServer({
    ...asInProduction,
    SANDBOX: 'off',
    NUMI_URL: numi.origin,
    NUMI_API_KEY: numi.key,
    CHATWOOT_URL: chatwoot.origin,
    CHATWOOT_TOKEN: chatwoot.key,
    PERFEX_URL: perfex.origin,
    PERFEX_TOKEN: perfex.key,
    PERSIO_URL: `${persio.origin}/v1`,
    PERSIO_WRITE_KEY: persio.key,
    DEFAULT_REGION: 'DE',
    ...environment,
  });
}

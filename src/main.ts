import 'reflect-metadata';
import type { Logger } from 'pino';
import { type App, createApp } from './app.js';
import { type Config, ConfigError, loadConfig, readEnvironment } from './config.js';
import { vendorNames } from './domain/vendor.js';
import { PeoplegraphError } from './errors.js';
import { createLogger, gatheringDestination } from './observability/log.js';
import { storeFile } from './store/names.js';

/** How long requests under way may take to finish after a signal, in milliseconds. */
const drainTimeout = 10_000;

async function main(): Promise<void> {
  const config = loadConfig(readEnvironment());
  // The log is on the error stream, so that the lines for people stay apart from it.
  const logger = createLogger(config.logLevel, gatheringDestination(2));
  process.on('unhandledRejection', (error) => {
    logger.fatal({ error }, 'unhandled rejection');
    process.exit(1);
  });

  const opened = config.sandbox.length > 0 ? await (await import('./sandbox/index.js')).openSandbox(config) : undefined;
  const app = await createApp({
    config,
    logger,
    ...(opened ?? {
      vendors: config.vendors,
      persioUserId: config.persioUserId ?? 'OWN',
      defaultRegion: config.defaultRegion,
      storeFile,
    }),
  });
  const url = await listen(app, config);
  drainOnSignals(logger, async () => {
    await app.close();
    await opened?.sandbox.close();
  });

  const simulated = config.sandbox.map((vendor) => vendorNames[vendor]).join(', ');
  say(
    simulated
      ? `Peoplegraph is ready, on the sandbox of ${simulated}: open ${url}/graphql`
      : `Peoplegraph is ready: ${url}/graphql`,
  );
  if (opened) say(`Faults of the sandbox are switched at ${opened.sandbox.controlUrl}`);
  if (config.apiKeys.length === 0)
    say('No API_KEYS are set: everybody on this machine may call it, and nobody else can.');
}

async function listen({ http }: App, { host, port }: Config): Promise<string> {
  try {
    return await http.listen({ host, port });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    if (code === 'EADDRINUSE')
      throw new ConfigError(`PORT: ${port} is in use by another process. Set PORT to a free one.`);
    throw new ConfigError(`HOST: the server cannot listen on ${host}:${port} (${code}).`);
  }
}

/** The first signal lets requests under way finish; a second one does not wait. */
function drainOnSignals(logger: Logger, close: () => Promise<void>): void {
  let draining = false;
  const drain = (signal: string): void => {
    if (draining) process.exit(1);
    draining = true;
    logger.info({ signal }, 'draining');
    setTimeout(() => process.exit(1), drainTimeout).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ error }, 'the server did not close cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', drain);
  process.on('SIGINT', drain);
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

main().catch((error: unknown) => {
  const expected = error instanceof ConfigError || error instanceof PeoplegraphError;
  process.stderr.write(
    `Peoplegraph cannot start. ${expected || error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});

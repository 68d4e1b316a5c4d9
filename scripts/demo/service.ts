import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import { createLogger } from '../../src/observability/log.js';
import { openSandbox } from '../../src/sandbox/index.js';

export interface DemoService {
  /** Where questions go. */
  readonly url: string;
  /** Where the simulated vendors are made to fail. */
  readonly controlUrl: string;
  close(): Promise<void>;
}

/** The whole service on free ports. The environment is not read: the demo never meets a real vendor or its data. */
export async function startDemoService(settings: Readonly<Record<string, string>> = {}): Promise<DemoService> {
  const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-demo-'));
  const config = loadConfig({
    SANDBOX: 'on',
    SANDBOX_CONTROL_PORT: '0',
    PORT: '0',
    DATA_DIR: directory,
    LOG_LEVEL: 'silent',
    ...settings,
  });
  const opened = await openSandbox(config);
  const app = await createApp({ config, logger: createLogger(config.logLevel), ...opened });
  const origin = await app.http.listen({ host: config.host, port: config.port });
  return {
    url: `${origin}/graphql`,
    controlUrl: opened.sandbox.controlUrl,
    async close() {
      await app.close();
      await opened.sandbox.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

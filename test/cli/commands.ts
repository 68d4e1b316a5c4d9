import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildService, type BuiltService } from '../support/built-service.js';
import { type CommandOutcome, outcomeOf, spawnCommand } from '../support/process.js';

/** The built command, in an empty directory of its own, so that no `.env` is read. */
export function useCommand() {
  let service: BuiltService;
  let directory: string;
  beforeAll(async () => {
    service = await buildService();
    directory = await mkdtemp(join(tmpdir(), 'peoplegraph-command-'));
  });
  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });
  const start = (parameters: readonly string[], environment: Record<string, string> = {}) =>
    spawnCommand([service.command], parameters, { environment, directory });
  return {
    start,
    run: (
      parameters: readonly string[],
      environment?: Record<string, string>,
      input?: string,
    ): Promise<CommandOutcome> => outcomeOf(start(parameters, environment), input),
    get directory(): string {
      return directory;
    },
  };
}

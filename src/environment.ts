/** A bad value in the environment. Its message names the variable and never shows the value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  /** @param problems all that is wrong, this one included, each as a message of its own. */
  constructor(
    message: string,
    readonly problems: readonly string[] = [message],
  ) {
    super(message);
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a `.env` file beside the process, if there is one, and the environment: the only reader of process.env. It loads
 * nothing, so that what asks a server over HTTP need not load what validates the configuration of one.
 */
export function readEnvironment(): Environment {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new ConfigError('.env: the file cannot be read.');
  }
  return process.env;
}

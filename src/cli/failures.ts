import { ConfigError } from '../environment.js';
import { CommandFailure, exitCodes } from './exit-codes.js';

/** What a command ends with, and what is said, where something was thrown. */
export function failureOf(error: unknown): CommandFailure {
  if (error instanceof CommandFailure) return error;
  if (error instanceof ConfigError) return new CommandFailure(exitCodes.usage, error.message);
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  // Known by their names, so that a command that needs nothing of it need not load where they are made.
  if (name === 'ImportFileError') return new CommandFailure(exitCodes.usage, message ?? '');
  if (code === 'STORE_UNAVAILABLE') return new CommandFailure(exitCodes.unreachable, message ?? '');
  return new CommandFailure(exitCodes.problems, `Something unexpected happened: ${message ?? String(error)}`);
}

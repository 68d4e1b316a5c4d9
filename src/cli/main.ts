import 'reflect-metadata';
import { CommandFailure, exitCodes } from './exit-codes.js';
import { failureOf } from './failures.js';
import { runProgram } from './program.js';
import { say } from './terminal.js';

/** The first Ctrl-C lets a command close what it has open, a second one does not wait. */
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (interruption.signal.aborted) process.exit(exitCodes.interrupted);
    interruption.abort(new CommandFailure(exitCodes.interrupted, 'Interrupted.'));
  });

// As `head` does, which has seen enough.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? exitCodes.outputClosed : exitCodes.problems);
  });

try {
  process.exitCode = await runProgram(process.argv.slice(2), interruption.signal);
} catch (error) {
  const { exitCode, message } = failureOf(error);
  say(message);
  process.exitCode = exitCode;
}

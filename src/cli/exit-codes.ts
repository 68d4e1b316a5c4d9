/** What a command ends with. `docs/command-line.md` has the same table; a test compares the two. */
export const exitCodes = Object.freeze({
  /** Done, and all is well. */
  done: 0,
  /** Done, and something is wrong: a check failed, the answer holds errors, lines were rejected. */
  problems: 1,
  /** Not done: the command, a file or the configuration is wrong. */
  usage: 2,
  /** Not done: the server, or the store, cannot be reached or used. */
  unreachable: 3,
  /** Not done: the server does not accept the API key. */
  refusedKey: 4,
  /** There is no such person, or no such write. */
  notFound: 5,
  /** Ended by Ctrl-C: 128 and the number of the signal, as shells have it. */
  interrupted: 130,
  /** Whoever read the output has gone. */
  outputClosed: 141,
});

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Why a command is not done. Its message says what to do, and never holds a secret. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';

  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
  }
}

/** The command, or a value in it, is wrong. */
export const usageFailure = (message: string): CommandFailure => new CommandFailure(exitCodes.usage, message);

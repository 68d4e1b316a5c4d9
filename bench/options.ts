import { parseArgs } from 'node:util';

export interface Options {
  /** Only the queries whose name contains this. */
  readonly only: string;
  readonly rounds: number;
  /** How many clients ask at once. */
  readonly connections: number;
  /** Seconds of load before the first figure, so that the contender's code is compiled; 0 for none. */
  readonly warmUp: number;
  /** Seconds of load for each figure. */
  readonly measure: number;
  /** Seconds of the open loop. */
  readonly latency: number;
  readonly quick: boolean;
  readonly build: boolean;
  /** The query to take a processor profile of, in place of everything else. */
  readonly profile: string | undefined;
  /** Only to say what options there are. */
  readonly help: boolean;
}

export const usage = `npm run bench -- [options]
  --quick            a smoke run: its figures mean nothing
  --only <text>      only the queries whose name contains the text, such as batch
  --rounds <number>  rounds over all contenders, 3 unless told otherwise
  --seconds <number> seconds of load for each figure, 1 unless told otherwise
  --no-build         measure dist/ as it is
  --profile <query>  where this server's processor time goes under one query, such as batch-100 or warm:batch-100`;

/** @throws TypeError for an option that there is not. */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      'no-build': { type: 'boolean', default: false },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { quick } = values;
  return {
    only: values.only,
    quick,
    rounds: Number(values.rounds ?? (quick ? 1 : 3)),
    connections: quick ? 8 : 64,
    warmUp: quick ? 0 : 1,
    measure: Number(values.seconds ?? (quick ? 0.2 : 1)),
    latency: quick ? 0.5 : 8,
    build: !values['no-build'],
    profile: values.profile,
    help: values.help,
  };
}

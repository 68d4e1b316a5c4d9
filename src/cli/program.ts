import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { readEnvironment } from '../environment.js';
import { type Connection, connectionOf, type ConnectionOptions, withConnection } from './connection.js';
import { exitCodes } from './exit-codes.js';
import { packageFile } from './package-file.js';
import type { PersonOptions } from './person/show-person.js';
import type { QueryOptions } from './query.js';
import { type Paint, paintFor } from './terminal.js';
import { type WriteListOptions, writeKinds, writeStates } from './writes.js';

/** What a command does, in a module that is loaded when it is asked for. @returns what the process ends with. */
type Work = () => Promise<number>;

/** Runs the command that the parameters name. @returns what the process ends with. */
export async function runProgram(parameters: readonly string[], signal: AbortSignal): Promise<number> {
  let ended: number = exitCodes.done;
  const run = async (work: Work): Promise<void> => {
    ended = await work();
  };
  try {
    await buildProgram(run, signal).parseAsync(parameters, { from: 'user' });
    return ended;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // It has said what is wrong, or has shown the help that was asked for.
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  }
}

function buildProgram(run: (work: Work) => Promise<void>, signal: AbortSignal): Command {
  const program = new Command('peoplegraph')
    .description('One GraphQL API over the systems in which a company keeps its people.')
    .version(packageFile().version)
    .showHelpAfterError('Add --help to see how it is used.')
    .exitOverride()
    // `writes` has options of the same names as the commands below it: what stands behind a name is of that one.
    .enablePositionalOptions()
    .addHelpText(
      'after',
      examples(
        'peoplegraph start',
        'peoplegraph check',
        'peoplegraph person +12025550143',
        'peoplegraph writes --state DEAD',
      ) +
        '\nIt ends with 0 where all is well, 1 where something is wrong, 2 for wrong usage,\n3 where the server or the store cannot be reached, 4 where the API key is not\naccepted, and 5 where there is no such person or write.',
    );
  const connecting = (options: ConnectionOptions) => (): Promise<Connection> => connectionOf(options, signal);

  program
    .command('start')
    .description('start the server, as `npm start` does')
    .addHelpText('after', examples('peoplegraph start', 'PORT=8080 peoplegraph start'))
    .action(() => run(async () => (await import('./start.js')).start()));

  withJson(program.command('check'))
    .description('check the configuration, the store, Redis and each vendor; nothing is changed')
    .option('--phone <number>', 'a number that has a profile at Numi, for which it is asked')
    .addHelpText(
      'after',
      examples('peoplegraph check', 'peoplegraph check --json | jq \'.checks[] | select(.state == "FAILED")\''),
    )
    .action((options: { phone?: string; json?: boolean }) =>
      run(async () => (await import('./check/check.js')).check(options, signal)),
    );

  withConnection(withJson(program.command('query')))
    .description('send a GraphQL document, and print the data of the answer')
    .argument('[document]', 'the document; "-" or none reads it from the input stream')
    .option('-f, --file <file>', 'a file with the document')
    .option('-v, --variable <name=value>', 'a variable; JSON where the document has a number or an object', collect, [])
    .option('--variables <json>', 'all variables as a JSON object')
    .option('--operation <name>', 'which operation of the document to run')
    .addHelpText(
      'after',
      examples(
        "peoplegraph query '{ sources { vendor state } }'",
        "peoplegraph query 'query ($phone: String!) { profile(phoneNumber: $phone) { firstName } }' -v phone=+12025550143",
        'peoplegraph query --file people.graphql --variables \'{"first": 10}\' --json',
      ),
    )
    .action((document: string | undefined, options: QueryOptions & ConnectionOptions) =>
      run(async () => (await import('./query.js')).query(document, options, connecting(options))),
    );

  withConnection(withJson(program.command('person')))
    .description('show who somebody is, in all systems')
    .argument('<who>', 'a phone number, an e-mail address, an id, or a record such as chatwoot:2')
    .option('--region <country>', 'in which a national phone number is read, such as DE; otherwise as the server does')
    .addHelpText(
      'after',
      examples(
        'peoplegraph person +12025550143',
        "peoplegraph person '030 901820' --region DE",
        'peoplegraph person ada@example.com --json',
        'peoplegraph person perfex:1',
      ),
    )
    .action((who: string, options: PersonOptions & ConnectionOptions) =>
      run(async () => (await import('./person/show-person.js')).showPerson(who, options, connecting(options), paint)),
    );

  withConnection(withJson(program.command('sources')))
    .description('show how each vendor is doing, as the server sees it')
    .addHelpText('after', examples('peoplegraph sources', 'peoplegraph sources --url https://people.example.com'))
    .action((options: ConnectionOptions & { json?: boolean }) =>
      run(async () => (await import('./sources.js')).sources(options.json ?? false, connecting(options), paint)),
    );

  addWrites(program, run, connecting);
  addStored(program, run, signal);
  return program;
}

function addWrites(
  program: Command,
  run: (work: Work) => Promise<void>,
  connecting: (options: ConnectionOptions) => () => Promise<Connection>,
): void {
  const writes = withConnection(withJson(program.command('writes').enablePositionalOptions()))
    .description('show the writes that the server has stored, the newest first')
    .addOption(
      new Option('--state <state>', 'only those in this state').choices(writeStates).argParser(oneOf(writeStates)),
    )
    .addOption(new Option('--vendor <vendor>', 'only those to this vendor').argParser(oneOf(vendorNames)))
    .addOption(
      new Option('--kind <kind>', 'only those of this mutation, such as SET_PROFILE').argParser(oneOf(writeKinds)),
    )
    .option('--first <number>', 'how many, 1 to 100', pageSize, 20)
    .option('--after <cursor>', 'those behind this place')
    .addHelpText(
      'after',
      examples(
        'peoplegraph writes --state PENDING --vendor NUMI',
        'peoplegraph writes retry <id>',
        'peoplegraph writes cancel <id>',
      ),
    )
    .action((options: WriteListOptions & ConnectionOptions) =>
      run(async () => (await import('./writes.js')).listWrites(options, connecting(options), paint)),
    );
  for (const [action, description] of [
    ['retry', 'try a pending write again at once, or make a dead one pending again'],
    ['cancel', 'end a pending write'],
  ] as const)
    withConnection(withJson(writes.command(action)))
      .description(description)
      .argument('<id>', 'the id of the write')
      .addHelpText('after', examples(`peoplegraph writes ${action} 8c0f4b0e-5d3f-4b61-9a57-1f0f6f0f3b7a`))
      .action((id: string, options: ConnectionOptions & { json?: boolean }) =>
        run(async () =>
          (await import('./writes.js')).steerWrite(action, id, options.json ?? false, connecting(options), paint),
        ),
      );
}

/** The commands that work on the store itself, of the configuration. */
function addStored(program: Command, run: (work: Work) => Promise<void>, signal: AbortSignal): void {
  const links = program.command('links').description('say which records are of one person');
  withJson(links.command('import'))
    .description('link the records that a CSV file names; goes on where an earlier run was cut off')
    .argument('<file>', 'with the columns vendor,record_id,same_as_vendor,same_as_record_id')
    .option('--strict', 'import nothing where a line cannot be used')
    .option('--again', 'begin anew what has been imported')
    .addHelpText('after', examples('peoplegraph links import links.csv > rejected.txt'))
    .action((file: string, options: { strict?: boolean; again?: boolean; json?: boolean }) =>
      run(async () => (await import('./links-import.js')).importLinksFile(file, options, signal)),
    );

  const store = program.command('store').description('move the store to another place, while the server does not run');
  withJson(store.command('export'))
    .description('write the embedded store down')
    .argument('[file]', 'a new file; otherwise the output stream')
    .addHelpText('after', examples('peoplegraph store export store.jsonl'))
    .action((file: string | undefined, { json = false }: { json?: boolean }) =>
      run(async () => (await import('./store-transfer.js')).exportStore(file, json, signal)),
    );
  withJson(store.command('import'))
    .description('put an export into the configured store, which has to be empty')
    .argument('[file]', 'an export; otherwise the input stream')
    .addHelpText(
      'after',
      examples('DATABASE_URL=postgres://localhost/peoplegraph peoplegraph store import store.jsonl'),
    )
    .action((file: string | undefined, { json = false }: { json?: boolean }) =>
      run(async () => (await import('./store-transfer.js')).importStore(file, json, signal)),
    );
}

const vendorNames = ['NUMI', 'CHATWOOT', 'PERFEX', 'PERSIO'];

const paint = (): Paint => paintFor(process.stdout, readEnvironment());

const withJson = (command: Command): Command => command.option('--json', 'print JSON for programs');

const examples = (...commands: readonly string[]): string =>
  `\nExamples:\n${commands.map((command) => `  ${command}\n`).join('')}`;

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const oneOf =
  (names: readonly string[]) =>
  (text: string): string => {
    const name = text.toUpperCase().replaceAll('-', '_');
    if (names.includes(name)) return name;
    throw new InvalidArgumentError(`It has to be one of ${names.join(', ')}.`);
  };

function pageSize(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 100) return value;
  throw new InvalidArgumentError('It has to be a whole number from 1 to 100.');
}

import { tellErrors } from '../answers.js';
import { type AnswerError, ask } from '../ask.js';
import type { Connection } from '../connection.js';
import { CommandFailure, type ExitCode, exitCodes } from '../exit-codes.js';
import { print, printJson } from '../terminal.js';
import type { Paint } from '../terminal.js';
import { cardOf } from './card.js';
import { type Person, personDocument } from './document.js';
import { personKey, readIn } from './key.js';

export interface PersonOptions {
  readonly region?: string;
  readonly json?: boolean;
}

/** Asks who somebody is, and prints a card of them. */
export async function showPerson(
  who: string,
  { region, json }: PersonOptions,
  connect: () => Promise<Connection>,
  paint: () => Paint,
): Promise<ExitCode> {
  const by = await readIn(region, personKey(who));
  const answer = await ask<{ person: Person | null }>(await connect(), { query: personDocument, variables: { by } });
  const person = answer.data?.person ?? null;
  const errors = answer.errors ?? [];
  if (json) printJson(answer);
  else if (person) print(...cardOf(person, paint()));
  if (!person && errors.length === 0) throw new CommandFailure(exitCodes.notFound, 'Nobody is known by that.');
  // The card says of a vendor that is missing what its errors say.
  const isOnCard = ({ extensions }: AnswerError): boolean =>
    !json && (person?.unavailable.some(({ vendor }) => vendor === extensions?.vendor) ?? false);
  tellErrors(errors.filter((error) => !isOnCard(error)));
  return errors.length > 0 || (person?.unavailable.length ?? 0) > 0 ? exitCodes.problems : exitCodes.done;
}

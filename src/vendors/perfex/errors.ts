import { Vendor } from '../../domain/vendor.js';
import { ErrorCode, notFound, VendorError } from '../../errors.js';
import { errorForStatus, rateLimited, retryAfter, type VendorAnswer } from '../answers.js';
import { fieldInSchema, refusal } from './wire.js';

/** A used-up quota comes as 401, and only its message sets it apart from a bad token. */
const quotaUsedUp = /reached the time limit for this method/i;

/** An empty list, and a contact that does not exist. */
const noData = /no data were found/i;

/** A PUT that left everything as it was. */
const nothingChanged = /client update fail/i;

const unknownRecord = /not found|not exist|no data were found/i;
const alreadyExists = /already.*exist|e-?mail.*(exist|taken|in use)/i;

/** The error for an answer that the call itself gives no meaning. */
export function perfexError(answer: VendorAnswer): VendorError {
  if (isQuotaRefusal(answer)) return rateLimited(Vendor.PERFEX, retryAfter(answer));
  if (isRefusedByModule(answer)) return refused('the request');
  return errorForStatus(Vendor.PERFEX, answer);
}

/** Whether a 401 says that the quota is used up. */
export const isQuotaRefusal = ({ status, body }: VendorAnswer): boolean =>
  status === 401 && quotaUsedUp.test(wordsOf(body));

/** The error for a refused POST or PUT of a contact. */
export function writeError(answer: VendorAnswer): VendorError {
  const { status, body } = answer;
  if (status !== 409 && status !== 422) return perfexError(answer);
  const { error, errors } = readRefusal(body);
  const reasons = errors ?? (typeof error === 'object' ? error : {});
  if (status === 409 && 'email' in reasons) return emailTaken();
  if (Object.keys(reasons).length > 0) return invalidFields(Object.keys(reasons));
  return status === 409 ? itemError(wordsOf(body)) : perfexError(answer);
}

/** The error for one refused operation of a batch, whose only sign is its text. */
export function itemError(reason: unknown): VendorError {
  const words = typeof reason === 'string' ? reason : JSON.stringify(reason ?? '');
  if (unknownRecord.test(words)) return notFound(Vendor.PERFEX, 'contact');
  if (alreadyExists.test(words)) return emailTaken();
  return refused('the request');
}

/** Whether one operation of a batch failed only because there is no such contact. */
export const isUnknownContact = (reason: unknown): boolean => typeof reason === 'string' && unknownRecord.test(reason);

/** Whether one operation of a batch failed only because its list is empty. */
export const isEmptyList = (reason: unknown): boolean => typeof reason === 'string' && noData.test(reason);

/** Whether a refused update, by its text, found nothing to change: for the caller that is a success. */
export const isNothingChanged = (reason: unknown): boolean =>
  nothingChanged.test(typeof reason === 'string' ? reason : wordsOf(reason));

/** Whether the answer says that there is nothing: a 404 of a wrong URL does not say this. */
export const isNoData = (answer: VendorAnswer): boolean => answer.status === 404 && noData.test(wordsOf(answer.body));

/** Whether a 404 was sent by the REST API module itself, and not by a web server that lacks the path. */
export const isRefusedByModule = ({ status, body }: VendorAnswer): boolean => {
  const { status: accepted, message } = readRefusal(body);
  return status === 404 && accepted === false && message !== undefined;
};

const emailTaken = (): VendorError =>
  new VendorError(
    Vendor.PERFEX,
    ErrorCode.CONFLICT,
    'Another contact in Perfex already has this e-mail address. Choose another one.',
    { fields: ['email'] },
  );

const refused = (what: string): VendorError =>
  new VendorError(Vendor.PERFEX, ErrorCode.VENDOR_REJECTED, `Perfex refused ${what}.`);

function invalidFields(names: readonly string[]): VendorError {
  const fields = names.map((name) => fieldInSchema.get(name)).filter((name) => name !== undefined);
  const which = fields.length > 0 ? `these values: ${fields.join(', ')}` : 'a value, without naming a known field';
  return new VendorError(Vendor.PERFEX, ErrorCode.BAD_USER_INPUT, `Perfex refused ${which}. Correct the input.`, {
    fields,
  });
}

function readRefusal(body: unknown) {
  const outcome = refusal.safeParse(body);
  return outcome.success
    ? outcome.data
    : { status: undefined, message: undefined, error: undefined, errors: undefined };
}

function wordsOf(body: unknown): string {
  const { message, error } = readRefusal(body);
  return [message, typeof error === 'string' ? error : undefined].filter(Boolean).join('\n');
}

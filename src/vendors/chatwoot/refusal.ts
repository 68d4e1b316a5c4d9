import { Vendor } from '../../domain/vendor.js';
import { ErrorCode, VendorError } from '../../errors.js';
import { errorForStatus, type VendorAnswer } from '../answers.js';
import { toFieldNames } from './normalize.js';
import { isNonPermissible, parseInvalidAttributes } from './wire.js';

/** What an answer that is no success means, where Chatwoot gives its status a meaning of its own. */
export function refusal(answer: VendorAnswer): VendorError {
  if (answer.status === 401 && isNonPermissible(answer.body)) return forbidden();
  if (answer.status === 422) return invalid(toFieldNames(parseInvalidAttributes(answer.body)));
  return errorForStatus(Vendor.CHATWOOT, answer);
}

/** The token is good, and the record is there: it belongs to another platform app. */
const forbidden = (): VendorError =>
  new VendorError(
    Vendor.CHATWOOT,
    ErrorCode.VENDOR_FORBIDDEN,
    'Chatwoot has this record, but it belongs to another platform app than the one of this server. An operator has to permit it for this one.',
  );

/** The vendor's own message is left out: it may repeat what was sent. */
function invalid(fields: readonly string[]): VendorError {
  const culprit = fields.length === 0 ? 'one of the values' : `the value of ${fields.join(', ')}`;
  return new VendorError(
    Vendor.CHATWOOT,
    ErrorCode.BAD_USER_INPUT,
    `Chatwoot refused ${culprit}: it breaks a rule there, or another user already has it. Correct it and send it again.`,
    { fields },
  );
}

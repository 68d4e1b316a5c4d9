import { Vendor } from '../../domain/vendor.js';
import { at, headerIn, idIn, type WebhookModule } from '../webhook.js';

/** Signatures that one header may hold. */
const mostSignatures = 5;

/**
 * Webhooks of the REST API module: `X-Perfex-Event` names the event, `X-Perfex-Signature` is `t=<unix>,v1=<hex>`. There
 * is no id of a delivery, and the name of the event is not signed: whatever it says of a contact, the contact is read
 * back. What a body looks like is documented nowhere; of it only the id is taken.
 */
export const perfexWebhook: WebhookModule = {
  vendor: Vendor.PERFEX,
  signatureIn(headers) {
    const parts = (headerIn(headers, 'x-perfex-signature') ?? '').split(',').map((part) => part.trim().split('='));
    const valuesOf = (wanted: string): string[] =>
      parts.flatMap(([name, value]) => (name === wanted && value ? value : []));
    const [timestamp] = valuesOf('t');
    const signatures = valuesOf('v1').slice(0, mostSignatures);
    return timestamp === undefined || signatures.length === 0 ? undefined : { timestamp, signatures, id: undefined };
  },
  read(body, headers) {
    const event = headerIn(headers, 'x-perfex-event') ?? at(body, 'event');
    if (typeof event !== 'string' || !event.startsWith('contact.')) return undefined;
    const recordId = contactIdIn(body);
    if (recordId === undefined) return undefined;
    return { records: [{ vendor: Vendor.PERFEX, recordId }], identifiers: [], isIncidental: false };
  },
};

/** Assumed, the innermost first: the contact itself, or an envelope around it. */
function contactIdIn(body: unknown): string | undefined {
  for (const envelope of [at(body, 'data'), at(body, 'payload'), body])
    for (const record of [at(envelope, 'contact'), envelope])
      for (const name of ['id', 'contact_id', 'record_id']) {
        const id = idIn(at(record, name));
        if (id !== undefined) return id;
      }
  return undefined;
}

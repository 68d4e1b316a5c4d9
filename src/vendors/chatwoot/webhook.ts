import { toEmailAddress } from '../../domain/email-address.js';
import { type Identifier, IdentifierKind } from '../../domain/identity.js';
import { toE164 } from '../../domain/phone-number.js';
import { Vendor } from '../../domain/vendor.js';
import { at, headerIn, idIn, type WebhookModule } from '../webhook.js';

/** The longest name of a delivery, in characters: Chatwoot sends a UUID. */
const longestId = 200;

/**
 * Webhooks of an account: `X-Chatwoot-Signature` is `sha256=<hex>`, `X-Chatwoot-Timestamp` was signed with the body,
 * `X-Chatwoot-Delivery` was not. There is no event about users. A contact is none: by its address and its number it may
 * be somebody who is known. Agents are users, and are named in conversations and messages.
 */
export const chatwootWebhook: WebhookModule = {
  vendor: Vendor.CHATWOOT,
  signatureIn(headers) {
    const timestamp = headerIn(headers, 'x-chatwoot-timestamp');
    const signature = /^sha256=(.+)$/.exec(headerIn(headers, 'x-chatwoot-signature') ?? '')?.[1];
    if (timestamp === undefined || signature === undefined) return undefined;
    return { timestamp, signatures: [signature], id: headerIn(headers, 'x-chatwoot-delivery')?.slice(0, longestId) };
  },
  read(body) {
    const event = at(body, 'event');
    if (typeof event !== 'string') return undefined;
    if (event.startsWith('contact_')) {
      const identifiers = identifiersIn(body);
      return identifiers.length > 0 ? { records: [], identifiers, isIncidental: false } : undefined;
    }
    const ids = new Set(agentsIn(body));
    if (ids.size === 0) return undefined;
    const records = [...ids].map((recordId) => ({ vendor: Vendor.CHATWOOT, recordId }));
    return { records, identifiers: [], isIncidental: true };
  },
};

function identifiersIn(contact: unknown): Identifier[] {
  const [email, phoneNumber] = [at(contact, 'email'), at(contact, 'phone_number')];
  const address = typeof email === 'string' ? toEmailAddress(email) : null;
  const number = typeof phoneNumber === 'string' ? toE164(phoneNumber, undefined) : null;
  return [
    ...(address === null ? [] : [{ kind: IdentifierKind.EMAIL, value: address }]),
    ...(number === null ? [] : [{ kind: IdentifierKind.PHONE_NUMBER, value: number }]),
  ];
}

/** Whoever sent a message or has a conversation may be an agent, a contact or a bot: only what says so is an agent. */
function agentsIn(body: unknown): string[] {
  const conversations = [body, at(body, 'conversation')];
  const people = conversations.flatMap((conversation) => [
    at(conversation, 'sender'),
    at(conversation, 'assignee'),
    at(at(conversation, 'meta'), 'sender'),
    at(at(conversation, 'meta'), 'assignee'),
  ]);
  return people.flatMap((person) => (at(person, 'type') === 'user' ? (idIn(at(person, 'id')) ?? []) : []));
}

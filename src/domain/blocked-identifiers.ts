import { toEmailAddress } from './email-address.js';
import { type Identifier, IdentifierKind } from './identity.js';
import { toE164 } from './phone-number.js';

/** Addresses of a task, not of a person: those of RFC 2142, and what companies call theirs. */
const roles =
  'info information sales office support billing admin administrator administration hello contact contacts kontakt ' +
  'noreply donotreply nichtantworten mail email post team webmaster postmaster hostmaster abuse security privacy ' +
  'accounting accounts buchhaltung rechnung rechnungen invoice invoices finance finanzen einkauf purchasing orders ' +
  'order bestellung vertrieb verkauf marketing press presse jobs career careers bewerbung personal hr it service ' +
  'customerservice kundenservice kundendienst help helpdesk hotline enquiries inquiries reception empfang zentrale ' +
  'sekretariat secretary buero datenschutz newsletter notifications root mailerdaemon feedback shop store web ' +
  'ventas contacto facturacion contabilidad atendimento contato financeiro vendas comercial compta comptabilite accueil';

/** What is written where nobody has an address. */
const placeholders =
  'null none undefined anonymous anonym unknown unbekannt na nn nobody noone noemail nomail keine keinemail test ' +
  'tester testuser testing example dummy fake invalid guest user asdf qwerty xxx abc';

const placeholderWords = new Set(placeholders.split(' '));

/** Whether an id stands for nobody: `null`, `anonymous`, zeros. */
export function isPlaceholder(id: string): boolean {
  const plain = id.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return plain === '' || /^0+$/.test(plain) || placeholderWords.has(plain);
}

const blockedLocals = new Set(`${roles} ${placeholders}`.split(' '));

/** An address that says it is of several people, of whom two may have one name: familie.mueller@, family@. */
const householdLocal = /^(?:famil(?:ie|y|ia)|famille|famiglia|haushalt|household)/;

/** `0@`, `000@`, `xxxx@`. A single letter may be an initial. */
const fillerLocal = /^(?:0+|(.)\1{2,})$/;

/** Top-level domains that nobody can have (RFC 2606). */
const unusableDomain = /(^|\.)(invalid|localhost)$/;

/** One digit over and over, or the digits in their order, behind a country code. */
const fillerNumber = /^\+\d{1,3}?(?:(\d)\1{5,}|1234567(?:8(?:90?)?)?|9876543(?:2(?:10?)?)?)$/;

/**
 * Tells the identifiers that link nothing, because they are of nobody or of many: fillers, addresses of a role or a
 * household, and those that the operator names.
 *
 * @param extra more of them: an e-mail address, a phone number with its country code, `local@` for that address at any
 * domain, or `@domain`. Others count for nothing: `isBlockable` tells them.
 */
export function identifierGuard(extra: readonly string[]): (identifier: Identifier) => boolean {
  const blocked = new Set(extra.map((text) => normalized(text)).filter((text) => text !== null));
  return ({ kind, value }) => {
    if (blocked.has(value)) return true;
    if (kind === IdentifierKind.PHONE_NUMBER) return fillerNumber.test(value);
    const at = value.lastIndexOf('@');
    const [local, domain] = [value.slice(0, at), value.slice(at + 1)];
    return (
      blocked.has(`${local}@`) ||
      blocked.has(`@${domain}`) ||
      unusableDomain.test(domain) ||
      blockedLocals.has(plainLocal(local)) ||
      householdLocal.test(local) ||
      fillerLocal.test(local)
    );
  };
}

/** Whether the text names identifiers that can be blocked. */
export const isBlockable = (text: string): boolean => normalized(text) !== null;

function normalized(text: string): string | null {
  const candidate = text.trim().toLowerCase();
  const isPattern = candidate.startsWith('@') || candidate.endsWith('@');
  if (!isPattern) return toEmailAddress(candidate) ?? toE164(candidate, undefined);
  const complete = candidate.startsWith('@') ? `any${candidate}` : `${candidate}any`;
  return toEmailAddress(complete) && candidate;
}

/** `no-reply`, `info2` and `sales+shop` are written in many ways. */
const plainLocal = (local: string): string => local.replace(/\+.*$/, '').replace(/[^a-z]/g, '');

import { type Culture, emailDomains, pickCulture, type WrittenName } from './names.js';
import { type FictionalNumber, NumberBook } from './phone-numbers.js';
import type { Presence } from './presence.js';
import { randomFor } from './random.js';
import type { Relations } from './relations.js';

/** What one vendor believes of a person, before it takes the vendor's shape. */
interface View {
  firstName: WrittenName;
  lastName: WrittenName;
  email: string;
  phone: FictionalNumber;
  /** `YYYY-MM-DD`. */
  dateOfBirth: string;
}

/** A person with the truth, where they are known, and what each vendor believes. */
export interface Draft {
  readonly number: number;
  readonly culture: Culture;
  readonly presence: Presence;
  /** Shares a phone number or an e-mail address with somebody else. */
  readonly isRelated: boolean;
  readonly truth: Readonly<View>;
  readonly numi: View;
  readonly chatwoot: View;
  readonly perfex: View;
}

/** The population as it truly is; each vendor's view is a copy of the truth. */
export function drawDrafts(all: readonly Presence[], relations: Relations, numbers: NumberBook): Draft[] {
  const emails = new Set<string>(relations.emails.values());
  const drafts: Draft[] = [];
  for (const [index, presence] of all.entries()) {
    const number = index + 1;
    const random = randomFor(`person ${number}`);
    const own = pickCulture(random);
    // Relatives come after the one they take after, whose draft is therefore there already.
    const relative = drafts[(relations.family.get(number) ?? 0) - 1];
    const twin = drafts[(relations.twin.get(number) ?? 0) - 1];
    const culture = relative?.culture ?? own;
    const firstName = random.pick(culture.givenNames.filter((name) => name !== relative?.truth.firstName));
    const lastName = relative?.truth.lastName ?? random.pick(culture.familyNames);
    const phone = twin?.truth.phone ?? numbers.issue(random.pick(culture.regions), random);
    const born = Date.UTC(random.integer(1950, 2006), random.integer(0, 11), random.integer(1, 28));
    const truth: View = {
      firstName,
      lastName,
      email: relations.emails.get(number) ?? freeEmail(firstName, lastName, random.pick(emailDomains), emails),
      phone,
      dateOfBirth: twin?.truth.dateOfBirth ?? new Date(born).toISOString().slice(0, 10),
    };
    drafts.push({
      number,
      culture,
      presence,
      isRelated: relations.related.has(number),
      truth,
      numi: { ...truth },
      chatwoot: { ...truth },
      perfex: { ...truth },
    });
  }
  return drafts;
}

/** An address after a name that nobody has yet, by the shape `first.last` and a number where needed. */
function freeEmail(firstName: WrittenName, lastName: WrittenName, domain: string, taken: Set<string>): string {
  const local = `${firstName.latin}.${lastName.latin}`.toLowerCase();
  for (let count = 1; ; count += 1) {
    const email = `${local}${count === 1 ? '' : String(count)}@${domain}`;
    if (taken.has(email)) continue;
    taken.add(email);
    return email;
  }
}

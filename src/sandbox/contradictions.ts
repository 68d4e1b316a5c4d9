import type { Draft } from './draft.js';
import { emailDomains, type WrittenName } from './names.js';
import type { NumberBook } from './phone-numbers.js';
import { type Random, randomFor } from './random.js';
import type { Relations } from './relations.js';

interface Contradiction {
  readonly share: number;
  /** Whether it would be seen: it takes two vendors to disagree. */
  readonly applies: (draft: Draft) => boolean;
  readonly apply: (draft: Draft, random: Random, numbers: NumberBook) => void;
}

const contradictions: readonly Contradiction[] = [
  {
    share: 0.1,
    applies: ({ presence }) => presence.chatwoot && (presence.numi || presence.perfex),
    apply: ({ chatwoot }, random) => {
      chatwoot.lastName = misspell(chatwoot.lastName, random);
    },
  },
  {
    share: 0.06,
    applies: ({ presence }) => presence.perfex && (presence.numi || presence.chatwoot),
    apply: ({ perfex }, random) => {
      perfex.firstName = random.chance(0.5) ? initial(perfex.firstName) : misspell(perfex.firstName, random);
    },
  },
  {
    // Married, and not every vendor was told.
    share: 0.03,
    applies: ({ presence }) => presence.chatwoot && presence.perfex,
    apply: ({ perfex, culture }, random) => {
      perfex.lastName = random.pick(culture.familyNames.filter((name) => name !== perfex.lastName));
    },
  },
  {
    share: 0.1,
    applies: ({ presence }) => presence.numi && presence.perfex,
    apply: ({ perfex, culture }, random, numbers) => {
      perfex.phone = numbers.issue(random.pick(culture.regions), random);
    },
  },
  {
    share: 0.06,
    applies: ({ presence }) => presence.numi && (presence.chatwoot || presence.perfex),
    apply: ({ numi }, random) => {
      numi.email = mistypeEmail(numi.email, random);
    },
  },
  {
    share: 0.04,
    applies: ({ presence }) => presence.perfex && presence.chatwoot,
    apply: ({ perfex }, random) => {
      perfex.email = mistypeEmail(perfex.email, random);
    },
  },
  {
    // The private address here, the one of the company there.
    share: 0.05,
    applies: ({ presence }) => presence.chatwoot && (presence.numi || presence.perfex),
    apply: ({ chatwoot, number }, random) => {
      const [local = ''] = chatwoot.email.split('@');
      chatwoot.email = `${local}.${number}@${random.pick(emailDomains)}`;
    },
  },
  {
    share: 0.08,
    applies: ({ presence }) => presence.numi && (presence.perfex || presence.chatwoot),
    apply: ({ numi }, random) => {
      numi.dateOfBirth = mistypeDate(numi.dateOfBirth, random);
    },
  },
];

/** Makes vendors disagree about some people. Who shares something on purpose is left as they are. */
export function contradict(drafts: readonly Draft[], relations: Relations, numbers: NumberBook): void {
  for (const draft of drafts) {
    // People 1 and 2 are told by hand.
    if (draft.number <= 2 || draft.isRelated) continue;
    for (const [index, { share, applies, apply }] of contradictions.entries()) {
      const random = randomFor(`contradiction ${index} of person ${draft.number}`);
      if (random.chance(share) && applies(draft)) apply(draft, random, numbers);
    }
  }
  for (const [number, owner] of relations.recycledNumbers) {
    const [former, present] = [drafts[number - 1], drafts[owner - 1]];
    if (former && present) former.perfex.phone = present.truth.phone;
  }
}

/** Another spelling: without marks or in Latin letters where that differs, otherwise with a slip of the hand. */
function misspell(name: WrittenName, random: Random): WrittenName {
  if (name.written !== name.latin) return { written: name.latin, latin: name.latin };
  const written = slip(name.latin, random);
  return { written, latin: written };
}

const initial = (name: WrittenName): WrittenName => ({ written: `${name.latin.charAt(0)}.`, latin: name.latin });

function mistypeEmail(email: string, random: Random): string {
  const [local = '', domain = ''] = email.split('@');
  return `${slip(local, random)}@${domain}`;
}

/** Day and month swapped where both can be a month, otherwise two digits of the year. */
function mistypeDate(date: string, random: Random): string {
  const [year = '', month = '', day = ''] = date.split('-');
  if (Number(day) <= 12 && day !== month) return `${year}-${day}-${month}`;
  const wrong = Number(year) + random.pick([-10, -1, 1, 9]);
  return `${wrong}-${month}-${day}`;
}

/** One letter missing, doubled, or in the wrong place; never the first, and never nothing. */
function slip(text: string, random: Random): string {
  const places = Array.from({ length: text.length - 2 }, (_, index) => index + 1).filter(
    (place) => /\w/.test(text.charAt(place)) && text.charAt(place) !== text.charAt(place + 1),
  );
  if (places.length === 0) return text + text.slice(-1);
  const place = random.pick(places);
  const [before, here, next, after] = [
    text.slice(0, place),
    text.charAt(place),
    text.charAt(place + 1),
    text.slice(place + 2),
  ];
  return random.pick([before + next + after, before + here + here + next + after, before + next + here + after]);
}

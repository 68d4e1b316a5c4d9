import { UserRole } from '../domain/user.js';
import type { SandboxPerson } from '../vendors/simulator.js';
import type { Draft } from './draft.js';
import { e164 } from './phone-numbers.js';
import { type Random, randomFor } from './random.js';

type ChatwootRecord = NonNullable<SandboxPerson['chatwoot']>;

const accountNames = ['Peoplegraph Demo', 'Support Hamburg', 'Support Chicago', 'Suporte São Paulo', 'Partners'];

/** By how often each is a user's account. */
const accountShares = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5];

/** Users of another platform app, which our token may not see, all of them in account 5; and users in no account. */
const foreignUsers = 6;
const usersWithoutAccount = 8;

/** What Chatwoot holds of each person, in the order of their ids, which start at 1. */
export function chatwootRecords(drafts: readonly Draft[]): ReadonlyMap<number, ChatwootRecord> {
  const random = randomFor('chatwoot users');
  const [first, second, ...others] = drafts;
  if (!first || !second) throw new Error('Chatwoot has no users.');
  const ordered = [first, second, ...random.shuffle(others)];
  const special = random.shuffle(ordered.slice(2).map(({ number }) => number));
  const foreign = new Set(special.slice(0, foreignUsers));
  const homeless = new Set(special.slice(foreignUsers, foreignUsers + usersWithoutAccount));

  return new Map(
    ordered.map((draft, index) => {
      const { number, chatwoot } = draft;
      const own = randomFor(`chatwoot record of person ${number}`);
      const displayName = own.chance(0.4) ? chatwoot.firstName.written : undefined;
      const customAttributes = own.chance(0.5) ? attributes(draft, own) : undefined;
      const record: ChatwootRecord = {
        id: index + 1,
        name: `${chatwoot.firstName.written} ${chatwoot.lastName.written}`,
        // The server lower-cases addresses.
        email: chatwoot.email.toLowerCase(),
        accounts: homeless.has(number) ? [] : foreign.has(number) ? [account(5, own)] : accounts(own),
        ...(displayName !== undefined && { displayName }),
        ...(customAttributes && { customAttributes }),
        ...(foreign.has(number) && { foreign: true }),
      };
      return [number, record];
    }),
  );
}

function account(id: number, random: Random): ChatwootRecord['accounts'][number] {
  const role = random.chance(0.12) ? UserRole.ADMINISTRATOR : UserRole.AGENT;
  return { id, name: accountNames[id - 1] ?? '', role };
}

/** One account, and a second one for some. */
function accounts(random: Random): ChatwootRecord['accounts'] {
  const first = random.pick(accountShares);
  const second = random.pick(accountShares.filter((id) => id !== first));
  return (random.chance(0.1) ? [first, second] : [first]).map((id) => account(id, random));
}

function attributes({ chatwoot, culture }: Draft, random: Random): Record<string, unknown> {
  return {
    language: culture.language,
    ...(random.chance(0.4) && { phone_number: e164(chatwoot.phone) }),
    ...(random.chance(0.4) && { skills: random.shuffle(['billing', 'onboarding', 'technical', 'sales']).slice(0, 2) }),
    ...(random.chance(0.3) && { shift: { from: random.integer(6, 14), hours: 8 } }),
  };
}

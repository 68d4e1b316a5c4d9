import type { CallScope } from '../../domain/scope.js';
import type { Answer } from '../../domain/sources.js';
import type { User } from '../../domain/user.js';
import { PeoplegraphError } from '../../errors.js';
import type { ChatwootClient } from './client.js';

/**
 * One call for each id, side by side: Chatwoot has no bulk read. How many are under way at once is the
 * HTTP queue's to limit. The failure of one call is the answer of its id alone.
 */
export const readUsers = (client: ChatwootClient, ids: readonly string[], scope: CallScope): Promise<Answer<User>[]> =>
  Promise.all(
    ids.map((id) =>
      client.getUser(id, scope).catch((error: unknown) => {
        if (error instanceof PeoplegraphError) return error;
        throw error;
      }),
    ),
  );

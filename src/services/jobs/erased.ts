import { ErrorCode, PeoplegraphError } from '../../errors.js';

/** In place of a job about somebody who has been erased: a late repeat must bring nobody back. */
export const erased = (): PeoplegraphError =>
  new PeoplegraphError(
    ErrorCode.CONFLICT,
    'The person whom this was about has been erased. To make records of them again, send it with a new idempotencyKey.',
    { fields: ['idempotencyKey'] },
  );

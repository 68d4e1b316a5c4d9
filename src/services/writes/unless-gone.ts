import { ErrorCode, PeoplegraphError } from '../../errors.js';

/** A deletion that finds nothing is well where an earlier attempt may have been the one that deleted. */
export async function unlessGone(isRepeat: boolean, deletion: Promise<void>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    const isGone = error instanceof PeoplegraphError && error.code === ErrorCode.NOT_FOUND;
    if (!isRepeat || !isGone) throw error;
  }
}

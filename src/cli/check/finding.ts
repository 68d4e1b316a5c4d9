/** What a check found out of one part. */
export interface Finding {
  /** What was checked. */
  readonly name: string;
  /** `UNKNOWN`: it cannot be known without changing something. `SKIPPED`: it is not used. */
  readonly state: 'OK' | 'FAILED' | 'UNKNOWN' | 'SKIPPED';
  /** The variable to look at; null where it is none. */
  readonly variable: string | null;
  /** What was found. It shows no secret. */
  readonly message: string;
  /** What to do about it; null where nothing has to be done. */
  readonly action: string | null;
}

export const found = (name: string, state: Exclude<Finding['state'], 'FAILED'>, message: string): Finding => ({
  name,
  state,
  variable: null,
  message,
  action: null,
});

export const failed = (name: string, variable: string | null, message: string, action: string | null): Finding => ({
  name,
  state: 'FAILED',
  variable,
  message,
  action,
});

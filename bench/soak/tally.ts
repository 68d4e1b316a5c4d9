/** What the soak has seen. */
export class Tally {
  operations = 0;
  /** Operations whose answer held an error with a code. */
  withErrors = 0;
  writes = 0;
  acknowledged = 0;
  valuesChecked = 0;
  /** Values that were answered past their time, and said so. */
  stale = 0;
  hungUp = 0;
  cacheHits = 0;
  coalesced = 0;
  readonly codes = new Map<string, number>();
  readonly violations: string[] = [];
  readonly #milliseconds: number[] = [];

  error(code: string): void {
    this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
  }

  took(milliseconds: number): void {
    this.#milliseconds.push(milliseconds);
  }

  /** The time within which such a share of the operations was answered, in milliseconds. */
  percentile(share: number): number {
    const sorted = this.#milliseconds.toSorted((one, other) => one - other);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  }

  violation(text: string): void {
    if (this.violations.length < 20) this.violations.push(text);
    else if (this.violations.length === 20) this.violations.push('… and more');
  }
}

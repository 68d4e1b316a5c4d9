/** What is made when it is first asked for, and kept. What failed is made again. */
export class Kept<Value> {
  readonly #values = new Map<string, Promise<Value>>();

  get(name: string, make: () => Promise<Value>): Promise<Value> {
    const kept = this.#values.get(name);
    if (kept) return kept;
    const making = make();
    this.#values.set(name, making);
    making.catch(() => this.#values.delete(name));
    return making;
  }
}

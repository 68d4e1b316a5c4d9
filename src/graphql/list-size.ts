/** How many records a field counts for: what `@listSize` says to a gateway, which then counts as this service does. */
export interface ListSize {
  /** Where no argument says it: the most that there can be. */
  readonly assumedSize: number;
  /** The arguments that say it. */
  readonly slicingArguments?: readonly string[];
  /** Which lists below the field have this size; the field itself where it is left out. What else is below it counts once. */
  readonly sizedFields?: readonly string[];
}

/** Declares the size that an estimate counts with. */
export const sized = <Estimate extends object>(
  listSize: ListSize,
  estimate: Estimate,
): Estimate & { readonly listSize: ListSize } => Object.assign(estimate, { listSize });

/** The cost of a list by keys: that of one record and its fields, as often as there are keys. */
export const keysComplexity = (mostKeys: number, argument: string) =>
  sized(
    { assumedSize: mostKeys },
    ({ args, childComplexity }: { args: Readonly<Record<string, unknown>>; childComplexity: number }): number => {
      const keys = args[argument];
      return (Array.isArray(keys) ? keys.length : 1) * (1 + childComplexity);
    },
  );

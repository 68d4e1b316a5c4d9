import { deepStrictEqual } from 'node:assert/strict';
import { type BenchCase, bodyOf } from './cases.js';
import { headers } from './contenders.js';

/** Variants that are compared; the others differ from them in their keys alone. */
export const comparedVariants = [0, 1];

/** The text and the data of a contender's answer. @throws where it has errors or is no answer at all. */
export async function fetchAnswer(name: string, url: string, benchCase: BenchCase, variant: number) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: bodyOf(benchCase, variant),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: readonly { message: string }[] };
  if (response.status !== 200 || errors || !data)
    throw new Error(`${name} fails at ${benchCase.name}: ${errors?.[0]?.message ?? `status ${response.status}`}`);
  return { text, data };
}

/** The answers that everybody has to give. @throws where they do not hold all rows. */
export async function referenceAnswers(name: string, url: string, benchCase: BenchCase) {
  const answers = await Promise.all(comparedVariants.map((variant) => fetchAnswer(name, url, benchCase, variant)));
  for (const { text } of answers) {
    const rows = text.split('"firstName":"').length - 1;
    // Nested rows have a profile with the same field; a null in the place of a row would have none.
    if (rows < benchCase.rows) throw new Error(`${name} answers ${rows} rows to ${benchCase.name}.`);
  }
  return answers;
}

/** @throws where the data of a contender differs from the reference. */
export async function checkEquality(
  name: string,
  url: string,
  benchCase: BenchCase,
  reference: readonly { readonly data: unknown }[],
  variants = comparedVariants,
): Promise<void> {
  for (const variant of variants) {
    const { data } = await fetchAnswer(name, url, benchCase, variant);
    deepStrictEqual(data, reference[variant]?.data, `${name} answers ${benchCase.name} differently from this server.`);
  }
}

import { Kind, type OperationDefinitionNode, parse, print } from 'graphql';

type Json = Readonly<Record<string, unknown>>;

/** A worked example of one query, mutation or subscription, on the data of the sandbox. */
export interface Example {
  /** What it asks for or does, as a sentence. */
  readonly title: string;
  /** One named operation with one field. Its name is that of the example. */
  readonly document: string;
  /** Those of examples that the explorers open side by side have different names: Apollo Sandbox has one set for all. */
  readonly variables?: Json;
  /** What has to have happened for the answer to be this one. */
  readonly before?: readonly Preparation[];
}

/** An operation that runs before an example. */
export interface Preparation {
  /** Faults of the simulators from here on: `{ numi: { errorRate: 1 } }`. */
  readonly faults?: Readonly<Record<string, Json>>;
  readonly document: string;
  readonly variables?: Json;
  /** The most milliseconds that it may take. What is not written by then stays pending. */
  readonly timeout?: number;
  /** Variables of the example, by the place of their value in this one's answer. */
  readonly take?: Readonly<Record<string, string>>;
}

/** An example, taken apart. */
export interface WorkedExample extends Example {
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** The field of the operation. */
  readonly field: string;
  /** Variables that only an earlier answer can fill. */
  readonly taken: readonly string[];
}

/** @throws TypeError where the document is not one named operation with one field. */
export function workedExample(example: Example): WorkedExample {
  const document = parse(example.document);
  const [operation] = document.definitions as readonly (OperationDefinitionNode | undefined)[];
  const [selection] = operation?.selectionSet.selections ?? [];
  if (document.definitions.length !== 1 || !operation?.name || selection?.kind !== Kind.FIELD)
    throw new TypeError(`The example "${example.title}" is not one named operation with one field.`);
  return {
    ...example,
    document: print(document),
    name: operation.name.value,
    kind: operation.operation,
    field: selection.name.value,
    taken: (example.before ?? []).flatMap(({ take = {} }) => Object.keys(take)),
  };
}

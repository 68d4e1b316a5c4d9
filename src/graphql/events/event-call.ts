import type { EventCall } from '../../domain/group-event.js';
import { type DurableInput, sentFields } from '../writes/write.input.js';
import type { EventInput, IntegrationsInput } from './event.input.js';

/** An input as the source takes it: what was really sent, and the destinations by the names that Persio gives them. */
export function toEventCall<Input extends EventInput>(
  input: Input,
): Omit<Omit<Input, keyof DurableInput>, 'integrations'> & EventCall {
  const { integrations, ...call } = sentFields(input);
  return integrations ? { ...call, integrations: integrationFlags(integrations) } : call;
}

function integrationFlags({ all, salesforce, others = [] }: IntegrationsInput): Record<string, boolean> {
  return {
    ...Object.fromEntries(others.map(({ name, enabled }) => [name, enabled])),
    ...(all === undefined ? {} : { all }),
    ...(salesforce === undefined ? {} : { Salesforce: salesforce }),
  };
}

/** How GraphQL says that a value does not fit, and what is left of it without the value. */
const refusedValues: readonly (readonly [quoting: RegExp, valueFree: string])[] = [
  [/^(\w+) cannot (?:be )?represent.*$/s, '$1 cannot represent the value.'],
  [/^Enum "(\w+)" cannot represent .*$/s, 'Enum "$1" cannot represent the value.'],
  [/^Value ".*" does not exist in "(\w+)" enum\..*$/s, 'The value does not exist in "$1" enum.'],
  [/^Expected value of type "([^"]+)", found .*$/s, 'Expected a value of type "$1".'],
  [/^(Argument "\w+") has invalid value .*$/s, '$1 has an invalid value.'],
  [/^Expected type "([^"]+)"\. .*$/s, 'Expected a value of type "$1".'],
];

/** What GraphQL says of a value without quoting it. */
const harmless =
  /^(?:Field "\w+" (?:of required type|is not defined by type) |Expected non-nullable type |Expected type "\w+" to be an object\.$|Exactly one key must be specified for OneOf type "\w+"\.$|Field "\w+" must be non-null\.$)/;

const placedVariable = /^Variable "\$(\w+)" got invalid value .* at ("\1[\w.[\]]+"); (.*)$/s;
const wholeVariable = /^Variable "\$(\w+)" got invalid value (.*); (.*)$/s;
const tokenWithText = /\b(Name|Int|Float|String|BlockString|Comment) ".*"/s;

/**
 * A message that GraphQL itself wrote about a request, without the values that it quotes from it: clients log
 * their errors, and a value in the wrong place can be a password. Names of the schema and of variables stay.
 */
export function valueFree(message: string): string {
  if (message.startsWith('Syntax Error: ')) return message.replace(tokenWithText, '$1');
  const variable = placedVariable.exec(message) ?? wholeVariable.exec(message);
  if (!variable) return withoutValue(message) ?? message;
  const [whole, name = '', , reason = ''] = variable;
  const place = placedVariable.test(whole) ? ` at ${variable[2] ?? ''}` : '';
  // A quoted value may hold what looks like the end of the quotation: a reason that is not known is left out.
  const known = withoutValue(reason) ?? (harmless.test(reason) ? reason : '');
  return `Variable "$${name}" got an invalid value${place}. ${known}`.trimEnd();
}

function withoutValue(message: string): string | undefined {
  const refusal = refusedValues.find(([quoting]) => quoting.test(message));
  return refusal && message.replace(...refusal);
}

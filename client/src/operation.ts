/** What has to be known of a document before it is sent. */
export interface Operation {
  readonly kind: string;
  /** The variables of a named type that is no list. */
  readonly inputs: readonly { readonly variable: string; readonly type: string }[];
  /** How many fields it asks for at its root; undefined where fragments there hide the number. */
  readonly fields: number | undefined;
}

const tokens = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n\r])*"|#[^\n\r]*|\.\.\.|[A-Za-z_]\w*|[{}()[\]:$@]/g;

/** Reads a document as far as is needed; the service finds out what is wrong with it. */
export function operationOf(text: string): Operation {
  const words = (text.match(tokens) ?? []).filter((word) => !word.startsWith('"') && !word.startsWith('#'));
  const inputs: { variable: string; type: string }[] = [];
  const kinds: string[] = [];
  let braces = 0;
  let parentheses = 0;
  let definition: string | undefined;
  let fields: number | undefined = 0;
  for (const [index, word] of words.entries()) {
    if (word === '{' && parentheses === 0) {
      if (braces === 0 && definition === undefined) kinds.push((definition = 'query'));
      braces += 1;
    } else if (word === '}' && parentheses === 0) {
      braces -= 1;
      if (braces === 0) definition = undefined;
    } else if (word === '(') parentheses += 1;
    else if (word === ')') parentheses -= 1;
    else if (braces === 0 && parentheses === 0 && definition === undefined) {
      definition = word;
      if (word !== 'fragment') kinds.push(word);
    } else if (definition === 'fragment') continue;
    else if (braces === 0 && parentheses === 1 && word === '$') {
      const [variable = '', , type = ''] = words.slice(index + 1, index + 4);
      if (/^\w+$/.test(type)) inputs.push({ variable, type });
    } else if (braces === 1 && parentheses === 0) {
      if (word === '...') fields = undefined;
      else if (/^\w+$/.test(word) && words[index - 1] !== '@' && words[index + 1] !== ':' && fields !== undefined)
        fields += 1;
    }
  }
  // Of several operations one is run: what is true of the most careful one is good for all.
  return { kind: kinds.find((kind) => kind !== 'query') ?? 'query', inputs, fields };
}

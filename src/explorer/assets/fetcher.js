/**
 * Sends operations for GraphiQL. An answer that comes as a stream of events, as that of a subscription does, is handed
 * on event by event.
 */
export function createFetcher(url) {
  return async ({ query, variables, operationName: wanted }, { headers = {} } = {}) => {
    const operations = operationsOf(query);
    // For a moment after another tab was chosen GraphiQL still names the operation of the one before.
    const only = operations.length === 1 ? operations[0] : undefined;
    const operation = only ?? operations.find(({ name }) => name?.value === wanted);
    const operationName = only ? only.name?.value : wanted;
    const subscribes = operation?.operation === 'subscription';
    const ending = new AbortController();
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        accept: subscribes ? 'text/event-stream' : 'application/graphql-response+json, application/json;q=0.9',
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify({ query, variables, operationName }),
      signal: ending.signal,
    });
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) return answersOf(response, ending);
    return response.json();
  };
}

/** None where the server will say what is wrong. */
function operationsOf(query) {
  try {
    return GraphiQL.GraphQL.parse(query).definitions.filter(({ kind }) => kind === 'OperationDefinition');
  } catch {
    return [];
  }
}

async function* answersOf(response, ending) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value.replaceAll('\r', '');
      const events = text.split('\n\n');
      text = events.pop();
      for (const event of events) {
        const fields = event.split('\n');
        if (fields.includes('event: complete')) return;
        const data = fields.filter((field) => field.startsWith('data: ')).map((field) => field.slice(6));
        if (data.length > 0) yield JSON.parse(data.join('\n'));
      }
    }
  } finally {
    // Whoever stops listening leaves the server nothing to do.
    ending.abort();
  }
}

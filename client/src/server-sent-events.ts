export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

/** The longest event that is read, in characters: what is longer would fill the memory. */
const longestEvent = 16 * 1024 * 1024;

/**
 * The events of a stream, by the rules of the HTML standard; `heard` is called whenever something arrives.
 *
 * @throws RangeError for an event that is too long.
 */
export async function* eventsOf(
  body: ReadableStream<Uint8Array>,
  heard: () => void,
): AsyncGenerator<ServerSentEvent, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let event = '';
  let data: string[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heard();
      rest += decoder.decode(value, { stream: true });
      // A carriage return at the end may be one half of a line's end.
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        length += line.length;
        if (line === '') {
          if (data.length > 0 || event !== '') yield { event: event || 'message', data: data.join('\n') };
          event = '';
          data = [];
          length = 0;
        } else {
          const [, name, text = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
          if (name === 'event') event = text;
          if (name === 'data') data.push(text);
        }
      }
      if (length + rest.length > longestEvent) throw new RangeError('An event of the stream is too long.');
    }
  } finally {
    reader.releaseLock();
  }
}

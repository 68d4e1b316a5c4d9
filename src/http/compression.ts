import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { addVary } from './caching.js';

/** A shorter answer fits into a packet or two as it is, in bytes. */
const smallest = 1_024;

/** So many are compressed at once, in the threads that Node.js has for it: the next one goes as it is rather than wait. */
const atOnce = 8;

const rememberedHeaders = 100;

type Encoding = 'br' | 'gzip';
type Compressor = (body: Buffer) => Promise<Buffer>;

const gzipped = promisify(gzip);
const brotli = promisify<Buffer, object, Buffer>(brotliCompress);

const compressors: Readonly<Record<Encoding, Compressor>> = {
  // A higher quality takes many times longer, for a few percent.
  br: (body) =>
    brotli(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body) => gzipped(body),
};

const compressible =
  /^(?:text\/(?!event-stream)|application\/(?:[\w.-]+\+)?(?:json|javascript|xml)\b|image\/svg\+xml)/i;

/** Compresses what is sent in one piece where the client takes it so. What goes out as a stream is left alone. */
export function compressAnswers(server: FastifyInstance): void {
  const encodings = new LRUCache<string, { readonly chosen: Encoding | undefined }>({ max: rememberedHeaders });
  /** An answer that many wait for is compressed once. */
  const made = new WeakMap<Buffer, Map<Encoding, Promise<Buffer>>>();
  let underWay = 0;

  const encodingFor = (header: string): Encoding | undefined => {
    const known = encodings.get(header);
    if (known) return known.chosen;
    const accepted = new Negotiator({ headers: { 'accept-encoding': header } }).encodings(['br', 'gzip', 'identity']);
    const chosen =
      accepted[0] === 'identity'
        ? undefined
        : (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding));
    encodings.set(header, { chosen });
    return chosen;
  };

  const compress = (body: Buffer, encoding: Encoding): Promise<Buffer> | undefined => {
    const known = made.get(body) ?? new Map<Encoding, Promise<Buffer>>();
    made.set(body, known);
    const begun = known.get(encoding);
    if (begun) return begun;
    if (underWay >= atOnce) return undefined;
    underWay += 1;
    const compressed = compressors[encoding](body).finally(() => (underWay -= 1));
    known.set(encoding, compressed);
    return compressed;
  };

  server.addHook('onSend', (request, reply, payload, done) => {
    const isText = typeof payload === 'string';
    if ((!isText && !Buffer.isBuffer(payload)) || payload.length < smallest) {
      done();
      return;
    }
    if (reply.hasHeader('content-encoding') || !compressible.test(String(reply.getHeader('content-type')))) {
      done();
      return;
    }
    addVary(reply, 'Accept-Encoding');
    const header = request.headers['accept-encoding'];
    const encoding = header === undefined ? undefined : encodingFor(header);
    const compressed = encoding && compress(isText ? Buffer.from(payload) : payload, encoding);
    if (!compressed) {
      done();
      return;
    }
    compressed.then(
      (body) => {
        void reply.header('content-encoding', encoding).removeHeader('content-length');
        done(null, body);
      },
      (error: unknown) => done(error as Error),
    );
  });
}

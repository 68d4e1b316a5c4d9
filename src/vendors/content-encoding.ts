import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type ZlibOptions } from 'node:zlib';
import { ExchangeFailure, largestAnswer } from './transport.js';

const gunzipped: (body: Buffer, options: ZlibOptions) => Promise<Buffer> = promisify(gunzip);

const decoders: Readonly<Record<string, typeof gunzipped>> = {
  gzip: gunzipped,
  'x-gzip': gunzipped,
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** The content of a body that was compressed; as it is, where its encoding is not known. @throws ExchangeFailure */
export async function decoded(body: Buffer, encoding: string | string[]): Promise<Buffer> {
  const decode = decoders[String(encoding).trim().toLowerCase()];
  // A 204 may name an encoding all the same.
  if (!decode || body.length === 0) return body;
  try {
    return await decode(body, { maxOutputLength: largestAnswer });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ERR_BUFFER_TOO_LARGE' ? new ExchangeFailure('tooLarge') : new ExchangeFailure('broken', code);
  }
}

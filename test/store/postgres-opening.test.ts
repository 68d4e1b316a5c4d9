import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ErrorCode, PeoplegraphError } from '../../src/errors.js';
import { openSharedStore } from '../../src/store/index.js';
import { createDatabase, describeWithPostgres, startPostgresProxy } from '../support/postgres.js';
import { sharedStore } from './support.js';

/** The failure of an opening, after checking that its message tells nothing that the address holds. */
async function refusal(url: string): Promise<PeoplegraphError> {
  const error: unknown = await openSharedStore(sharedStore(url)).then(
    (store) => store.close(),
    (reason: unknown) => reason,
  );
  if (!(error instanceof PeoplegraphError)) throw new Error('The store was opened.');
  expect(error.code).toBe(ErrorCode.STORE_UNAVAILABLE);
  expect(error.message).toMatch(/^DATABASE_URL: /);
  expect(error.message).not.toMatch(/127\.0\.0\.1|somebody|secret|people-of-mine/);
  return error;
}

describe('a PostgreSQL that cannot be used', () => {
  it('refuses connections', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');

    const { message } = await refusal(`postgres://somebody:secret@127.0.0.1:${port}/people-of-mine`);
    expect(message).toContain('(ECONNREFUSED)');
  });

  it('is no PostgreSQL', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    await refusal(`postgres://somebody:secret@127.0.0.1:${port}/people-of-mine`);
    server.close();
  });
});

describe('a PostgreSQL whose first words are scripted', () => {
  /** The failure where a server says this to whoever comes. */
  async function refusalBy(words: string | Buffer, parameters = ''): Promise<string> {
    const server = createServer((socket) => socket.once('data', () => socket.end(words))).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      return (await refusal(`postgres://somebody:secret@127.0.0.1:${port}/people-of-mine${parameters}`)).message;
    } finally {
      server.close();
    }
  }

  it('and refuses the password', async () => {
    // As PostgreSQL words it, which names the user: https://www.postgresql.org/docs/current/protocol-message-formats.html
    const fields = Buffer.from('SFATAL\0C28P01\0Mpassword authentication failed for user "somebody"\0\0');
    const length = Buffer.alloc(4);
    length.writeInt32BE(fields.length + length.length);
    expect(await refusalBy(Buffer.concat([Buffer.from('E'), length, fields]))).toContain('(28P01)');
  });

  it('and offers no TLS where the address asks for it', async () => {
    const message = await refusalBy('N', '?sslmode=verify-full');
    expect(message).toContain('TLS');
    expect(message).not.toContain('no answer');
  });
});

describeWithPostgres('a PostgreSQL that answers', () => {
  it('and has no such database is refused', async () => {
    const { message } = await refusal('postgres://postgres:secret@127.0.0.1:5432/people-of-mine');
    expect(message).toContain('(3D000)');
  });

  it('and knows no such user is refused', async () => {
    const { message } = await refusal('postgres://somebody:secret@127.0.0.1:5432/postgres');
    expect(message).toContain('(28000)');
  });

  it('and then says no more is given up after some seconds', async () => {
    const database = await createDatabase();
    const proxy = await startPostgresProxy();
    proxy.silence();
    const began = performance.now();

    const { message } = await refusal(database.urlAt(proxy.port));
    expect(message).toContain('(no answer in time)');
    expect(performance.now() - began).toBeLessThan(15_000);
    await proxy.close();
    await database.drop();
  });

  it('and lets a user make no schema is refused', async () => {
    const database = await createDatabase();
    await database.query(`create role ${reader} login`);
    try {
      const { message } = await refusal(database.url.replace('postgres@', `${reader}@`));
      expect(message).toContain('(42501)');
    } finally {
      await database.query(`drop role ${reader}`);
      await database.drop();
    }
  });
});

const reader = `reader_${process.pid}`;

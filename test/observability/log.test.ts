import { createLogger } from '../../src/observability/log.js';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(createLogger('trace', { write: (line) => void lines.push(line) }));
  return JSON.parse(lines.join('')) as Record<string, unknown>;
}

it.each(['authorization', 'password', 'headers', 'body', 'variables'])(
  'what is named "%s" is redacted, in a line and in what stands in it',
  (name) => {
    expect(logged((logger) => logger.info({ [name]: 'secret' }, 'text'))).toMatchObject({ [name]: '[redacted]' });
    expect(logged((logger) => logger.info({ [name]: { of: 'secret' } }))).toMatchObject({ [name]: '[redacted]' });
    expect(logged((logger) => logger.info({ request: { [name]: 'secret', url: 'kept' } }))).toMatchObject({
      request: { [name]: '[redacted]', url: 'kept' },
    });
  },
);

it('what is logged stays as it was for whoever logs it', () => {
  const request = { body: 'secret' };
  logged((logger) => logger.info({ request, password: 'secret' }));
  expect(request).toEqual({ body: 'secret' });
});

it('other fields are logged as they are', () => {
  const fields = { requestId: '1', errors: ['NOT_FOUND'], path: ['a', 0], milliseconds: 0, none: null };
  expect(logged((logger) => logger.info(fields, 'text'))).toMatchObject({ ...fields, msg: 'text' });
});

it.each(['error', 'err'])('an error as "%s" is named and placed, and shows nothing of what it holds', (name) => {
  const error = Object.assign(new TypeError('secret'), { body: 'secret', headers: { cookie: 'secret' }, code: 'EADA' });
  const line = logged((logger) => logger.error({ [name]: error }, 'text'));
  expect(line[name]).toEqual({ name: 'TypeError', code: 'EADA', places: expect.any(Array) as unknown });
  expect(JSON.stringify(line)).not.toContain('secret');
});

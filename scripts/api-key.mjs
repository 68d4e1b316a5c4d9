/** Makes an API key. The key goes to its caller, its hash to this server: the server never holds a key. */
import { createHash, randomBytes } from 'node:crypto';

const [name = 'my-app'] = process.argv.slice(2);
if (!/^[\w.-]+$/.test(name)) {
  console.error(
    'The name of a key has letters, digits, points, hyphens and underscores only: npm run api-key -- my-app',
  );
  process.exit(1);
}
const key = `pg_${randomBytes(32).toString('base64url')}`;
const hash = createHash('sha256').update(key).digest('hex');

console.log(`The key, for the caller. It is not shown again, and is sent as "Authorization: Bearer <key>":

  ${key}

For the environment of the server; several are separated by commas:

  API_KEYS=${name}:${hash}`);

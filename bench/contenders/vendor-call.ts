import { createServer } from 'node:http';
import { openGot } from './clients.js';
import { listening, ready, upstream } from './environment.js';

/** A floor for writes: the vendor's call alone, by the same client, with nothing kept and no GraphQL. */
const persio = openGot(upstream, { authorization: `Basic ${Buffer.from('benchmark:').toString('base64')}` });

const server = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (text += chunk));
  request.on('end', () => {
    const { variables } = JSON.parse(text) as { variables: { userId?: string } };
    const { userId } = variables;
    const called = userId === undefined ? undefined : persio.post('track', { userId, event: 'Benchmarked' });
    void Promise.resolve(called).then(() => {
      const body = JSON.stringify({ data: { track: { write: { state: 'DELIVERED' } } } });
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
    });
  });
});
server.listen(listening, () => ready(server));

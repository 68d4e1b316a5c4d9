import { createServer } from 'node:http';
import { listening, ready } from './environment.js';

/** The floor under all floors: the same bytes, written once by a PUT to a path and sent by node:http on every POST to it. */
const answers = new Map<string, Buffer>();

const server = createServer((request, response) => {
  const path = request.url ?? '';
  if (request.method === 'PUT') {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      answers.set(path, Buffer.concat(chunks));
      response.writeHead(204).end();
    });
    return;
  }
  request.resume();
  request.on('end', () => {
    const body = answers.get(path) ?? Buffer.alloc(0);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  });
});
server.listen(listening, () => ready(server));

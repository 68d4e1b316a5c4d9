import 'reflect-metadata';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { pack, type ReadingOrder } from './reader.js';
import { readChunks } from './reading.js';

/** A thread of its own: hands over a piece of the file whenever it is asked for one, and null behind the last. */
const { file, start, size, reading } = workerData as ReadingOrder;
if (!parentPort) throw new TypeError('This is run as a thread.');

for await (const chunk of readChunks(file, start, size, reading)) {
  await once(parentPort, 'message');
  parentPort.postMessage(pack(chunk));
}
await once(parentPort, 'message');
parentPort.postMessage(null);

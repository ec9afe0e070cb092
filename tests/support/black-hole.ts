import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/** Listens with the shortest queue, says where, and from then on takes no connection: its thread sleeps. */
const sleeper = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

const queued = 6;

/**
 * An address that is there and answers nobody, as behind a firewall that drops what comes: its queue is full, so the kernel lets
 * further connections wait without a word.
 */
export async function blackHole(): Promise<{ url: string; stop: () => Promise<void> }> {
  const worker = new Worker(sleeper, { eval: true });
  const port = await new Promise<number>((told, fail) => worker.once('message', told).once('error', fail));
  const waiting: Socket[] = [];
  // The first ones fill the queue; who comes after them stands before it.
  for (let count = 0; count < queued; count += 1)
    waiting.push(connect({ host: '127.0.0.1', port }).on('error', () => undefined));
  await new Promise((filled) => waiting[1]?.once('connect', filled));
  const stop = async () => {
    for (const socket of waiting) socket.destroy();
    await worker.terminate();
  };
  return { url: `http://127.0.0.1:${port}/`, stop };
}

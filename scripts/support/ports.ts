import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

/** Whether nobody listens on this port of the loopback interface. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** Below what systems give to outgoing connections, which would come and go between the asking and the listening. */
const portsFrom = 15_000;
const portsTo = 32_000;
const given = new Set<number>();

/** Takes this port of the loopback interface, unless somebody listens on it or this process took it before; answers whether it did. */
export async function takePort(port: number): Promise<boolean> {
  if (given.has(port)) return false;
  given.add(port);
  return isPortFree(port);
}

/** A port of the loopback interface that nobody listens on now, and that this process was not given before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(portsFrom, portsTo);
    if (await takePort(port)) return port;
  }
}

/** Whether somebody accepts connections on this port of the loopback interface. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const answer = (listening: boolean) => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

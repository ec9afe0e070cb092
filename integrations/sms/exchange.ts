import { request as requestOver, type IncomingMessage } from 'node:http';
import { isIP, connect as connectPlain, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';

/** One signed request to a gateway. */
export interface GatewayRequest {
  url: URL;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Ends the exchange, its answer's last byte included; after 8 s unless told otherwise. */
  deadline?: (() => AbortSignal) | undefined;
  /** How long the connection may take to stand, TLS included, in milliseconds; 3 s unless told otherwise. */
  connectMs?: number | undefined;
}

/** What came back: a whole answer, whatever its status, or that the request never left. */
export type Heard = { status: number; text: string } | { neverLeft: true };

/** Below the 15 s that one try at an effect may take. */
const deadlineMs = 8_000;
/** Well below the deadline: a network that swallows everything must be told from a gateway that does not answer. */
const defaultConnectMs = 3_000;
const answerBytesMax = 65_536;

/**
 * Sends a request once, over a connection of its own, and never repeats it. Nothing is written before the connection stands and TLS
 * has proved who is there, so whatever fails until then never left. Throws SMS_TIMEOUT or SMS_CONNECTION_LOST when it may have
 * arrived; what the error itself says may hold an address and is not told.
 */
export async function exchange(request: GatewayRequest): Promise<Heard> {
  const signal = (request.deadline ?? usualDeadline)();
  const connectBy = AbortSignal.timeout(request.connectMs ?? defaultConnectMs);
  const socket = await connected(request.url, AbortSignal.any([signal, connectBy]));
  if (!socket) return { neverLeft: true };
  try {
    const answer = await answerOver(socket, request, signal);
    return { status: answer.statusCode ?? 0, text: await readText(answer) };
  } catch {
    // Thrown anew, so that nothing of the error is told.
  } finally {
    socket.destroy();
  }
  throw new Error(signal.aborted ? 'SMS_TIMEOUT' : 'SMS_CONNECTION_LOST');
}

const usualDeadline = () => AbortSignal.timeout(deadlineMs);

/** A connection that stands; undefined where nobody was there to take it in time, or not who it should be. */
function connected(url: URL, signal: AbortSignal): Promise<Socket | undefined> {
  const isSecure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const to = { host, port: Number(url.port) || (isSecure ? 443 : 80) };
  return new Promise((settle) => {
    const socket = isSecure ? connectSecure({ ...to, ...(isIP(host) ? {} : { servername: host }) }) : connectPlain(to);
    const giveUp = () => {
      socket.destroy();
      settle(undefined);
    };
    signal.addEventListener('abort', giveUp, { once: true });
    // Stays: an error that comes later must not end the process, and is told by the request.
    socket.on('error', giveUp);
    socket.once(isSecure ? 'secureConnect' : 'connect', () => {
      signal.removeEventListener('abort', giveUp);
      settle(socket);
    });
  });
}

function answerOver(socket: Socket, { url, headers, body }: GatewayRequest, signal: AbortSignal) {
  return new Promise<IncomingMessage>((answer, fail) => {
    // A redirect is an answer like any other: followed, it would carry the message to somebody else.
    const path = `${url.pathname}${url.search}`;
    const sending = requestOver({ method: 'POST', path, headers, signal, createConnection: () => socket });
    sending.once('response', answer).on('error', fail).end(body);
  });
}

/** The text of an answer; none of one that is too long. */
async function readText(answer: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > answerBytesMax) return '';
  }
  return Buffer.concat(chunks).toString('utf8');
}

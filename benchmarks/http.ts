import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** An answer: its JSON, and how long it took from the request's first byte to the answer's last, in ms. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
  ms: number;
}

/** What a POST carries beside its body: `seq` becomes If-Match. */
export interface PostOptions {
  cookie: string;
  seq?: number;
  requestId?: string;
}

/** Calls the API over connections that stay open, as a browser's do. */
export class HttpDriver {
  readonly #baseUrl: string;
  readonly #agent: Agent;

  constructor(baseUrl: string, connectionsMax: number) {
    this.#baseUrl = baseUrl;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connectionsMax, scheduling: 'lifo' });
  }

  /** Posts JSON under a fresh idempotency key. Throws for every status but the one expected. */
  async post(path: string, body: object, expected: number, options: PostOptions): Promise<Answer> {
    const answer = await this.#send(path, JSON.stringify(body), {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      origin: this.#baseUrl,
      cookie: options.cookie,
      ...(options.seq === undefined ? {} : { 'if-match': `"${options.seq}"` }),
      ...(options.requestId === undefined ? {} : { 'x-request-id': options.requestId }),
    });
    if (answer.status === expected) return answer;
    throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  #send(path: string, body: string, headers: Record<string, string>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const begunAt = performance.now();
      const url = `${this.#baseUrl}/api/v1${path}`;
      const length = String(Buffer.byteLength(body));
      const call = request(url, { method: 'POST', agent: this.#agent, headers: { ...headers, 'content-length': length } });
      call.once('error', reject);
      call.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const ms = performance.now() - begunAt;
          const json: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
          resolve({ status: response.statusCode ?? 0, body: json as Record<string, unknown>, ms });
        });
      });
      call.end(body);
    });
  }

  /** Closes its connections. */
  close(): void {
    this.#agent.destroy();
  }
}

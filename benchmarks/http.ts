import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** An answer: its JSON, and how long it took from the request's first byte to the answer's last, in ms. */
export interface Answer extends Reply {
  ms: number;
}

interface Reply {
  status: number;
  body: Record<string, unknown>;
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

  /** How often a caller was told 202, received but not decided yet. */
  received = 0;

  /**
   * Posts JSON under a fresh idempotency key. A 202 is asked again under the same key, as a page would, and the whole time counts.
   * Throws for every other status but the one expected.
   */
  async post(path: string, body: object, expected: number, options: PostOptions): Promise<Answer> {
    const begunAt = performance.now();
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      origin: this.#baseUrl,
      cookie: options.cookie,
      ...(options.seq === undefined ? {} : { 'if-match': `"${options.seq}"` }),
      ...(options.requestId === undefined ? {} : { 'x-request-id': options.requestId }),
    };
    for (;;) {
      const answer = await this.#send(path, JSON.stringify(body), headers);
      if (answer.status === expected) return { ...answer, ms: performance.now() - begunAt };
      if (answer.status !== 202) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      this.received += 1;
    }
  }

  #send(path: string, body: string, headers: Record<string, string>): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const url = `${this.#baseUrl}/api/v1${path}`;
      const length = String(Buffer.byteLength(body));
      const call = request(url, {
        method: 'POST',
        agent: this.#agent,
        headers: { ...headers, 'content-length': length },
      });
      call.once('error', reject);
      call.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const json: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
          resolve({ status: response.statusCode ?? 0, body: json as Record<string, unknown> });
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

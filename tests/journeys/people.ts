import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { cookieOf, testOrigin, type Method, type TestApi } from '../support/api.ts';
import { textsOf } from '../support/import-cast.ts';
import { jpg } from '../support/pictures.ts';

type Api = Pick<TestApi, 'call'>;

/** What somebody sends with a call: the version they saw, or anything as the body. */
interface Sent {
  body?: object;
  seq?: number;
}

/** Somebody at their own device: every call with a new key, in the session that was opened last. */
export class Person {
  readonly #api: Api;
  #cookie = '';

  constructor(api: Api) {
    this.#api = api;
  }

  /** Calls and answers whatever came. */
  async ask(method: Method, path: string, { body, seq }: Sent = {}): Promise<Response> {
    const version = seq === undefined ? {} : { 'if-match': `"${seq}"` };
    const call = this.#api
      .call(method, `/api/v1${path}`)
      .set({ origin: testOrigin, 'idempotency-key': randomUUID(), cookie: this.#cookie, ...version });
    const answer = await (body === undefined ? call : call.send(body));
    const opened = cookieOf(answer);
    if (opened !== '') this.#cookie = opened;
    return answer;
  }

  /** Calls and answers the body; throws with the whole answer where it is a refusal. */
  async do<Body = Record<string, never>>(method: Method, path: string, sent: Sent = {}): Promise<Body> {
    const answer = await this.ask(method, path, sent);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Body;
  }

  /** Reads and answers the body. */
  see<Body>(path: string): Promise<Body> {
    return this.do<Body>('get', path);
  }

  /** Uploads a filled-in template. */
  async uploadSheet<Body>(path: string, bytes: Buffer): Promise<Body> {
    const answer = await this.#api
      .call('post', `/api/v1${path}`)
      .set({ origin: testOrigin, cookie: this.#cookie })
      .attach('file', bytes, '名单.xlsx');
    if (answer.status !== 202) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Body;
  }

  /** Reads an xlsx file; answers the texts of its cells. */
  seeSheet(path: string): Promise<string[][]> {
    return textsOf(this.#api.call('get', `/api/v1${path}`).set({ cookie: this.#cookie }));
  }

  /** Uploads a picture; answers its id. */
  async upload(purpose: string): Promise<string> {
    const answer = await this.#api
      .call('post', '/api/v1/files')
      .set({ origin: testOrigin, cookie: this.#cookie })
      .field('purpose', purpose)
      .attach('file', await jpg(), '照片.jpg');
    if (answer.status !== 201) throw new Error(`uploading answered ${answer.status}`);
    return (answer.body as { id: string }).id;
  }
}

import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { selfSignedCertificate } from './certificate.ts';

/** What goes wrong with one mail; DROP and HOLD come before or after it was taken. */
export type MailFault = { at: 'RCPT' | 'DATA'; replies: number } | { at: 'BEFORE' | 'AFTER'; how: 'DROP' | 'HOLD' };

/** A mail that was taken. */
export interface TakenMail {
  from: string;
  to: string[];
  raw: string;
  encrypted: boolean;
  user: string | undefined;
}

/** A mail server that takes, refuses, is busy, or breaks off; it recognises no repeats. */
export class MailServer {
  readonly certificate = selfSignedCertificate();
  readonly login = { user: 'platform', password: 'secret-of-the-tests' };
  readonly taken: TakenMail[] = [];
  readonly #faults: MailFault[] = [];
  readonly #server: SMTPServer;

  constructor(options: SMTPServerOptions = {}) {
    this.#server = new SMTPServer({
      ...{ key: this.certificate.key, cert: this.certificate.cert, closeTimeout: 1, logger: false },
      onAuth: ({ username, password }, _session, answer) =>
        username === this.login.user && password === this.login.password
          ? answer(null, { user: username })
          : answer(new Error('not you')),
      onRcptTo: ({ address }, _session, answer) => answer(this.#reply('RCPT', address)),
      onData: (stream, session, answer) => {
        void text(stream).then((raw) => {
          const refusal = this.#reply('DATA', 'the mail');
          if (refusal) return answer(refusal);
          const fault = this.#faults.shift();
          const from = session.envelope.mailFrom;
          const mail: TakenMail = {
            from: from ? from.address : '',
            to: session.envelope.rcptTo.map(({ address }) => address),
            ...{ raw, encrypted: session.secure, user: session.user as string | undefined },
          };
          if (!fault || fault.at === 'AFTER') this.taken.push(mail);
          if (!fault) return answer();
          if ('how' in fault && fault.how === 'DROP') this.#breakOff();
        });
      },
      ...options,
    });
    // A client that breaks off is what these tests are about.
    this.#server.on('error', () => undefined);
  }

  async start(): Promise<void> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
  }

  async stop(): Promise<void> {
    this.#breakOff();
    await new Promise<void>((closed) => this.#server.close(closed));
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  /** What the next mails suffer, one each, in this order. */
  fail(...faults: MailFault[]): void {
    this.#faults.push(...faults);
  }

  #reply(at: 'RCPT' | 'DATA', about: string): Error | null {
    const [fault] = this.#faults;
    if (fault?.at !== at || !('replies' in fault)) return null;
    this.#faults.shift();
    return Object.assign(new Error(`not for ${about}`), { responseCode: fault.replies });
  }

  #breakOff(): void {
    for (const connection of this.#server.connections)
      (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
  }
}

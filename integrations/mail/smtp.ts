import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Mail, MailOutcome, MailSender } from './mail.ts';

/** A mail server and who we are there. */
export interface SmtpSettings {
  host: string;
  port: number;
  /** TLS from the first byte, STARTTLS or nothing else, or none: a catcher on a private network. */
  security: 'tls' | 'starttls' | 'none';
  /** Never sent without TLS. */
  login?: { user: string; password: string } | undefined;
  from: { name: string; address: string };
  /** Certificates to trust instead of the usual ones. */
  ca?: string | undefined;
  /** The longest silence of the server, and the longest that one mail may take, in milliseconds. */
  silenceMs?: number;
  mailMs?: number;
}

interface SmtpError extends Error {
  code?: string;
  /** What the socket said, where the library has put a code of its own in its place. */
  originalCode?: string;
  responseCode?: number;
}

const silenceMs = 5_000;
/** Below the 15 s that one try at an effect may take. */
const mailMs = 12_000;
const tlsCodes = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|.*SELF_SIGNED_CERT)/;
const laterSeconds = { unreachable: 30, busy: 300, operator: 900 } as const;

/**
 * Mail over SMTP, one connection each. The Message-ID comes from the key, so that a repeat can be told by whoever receives it; the
 * server itself recognises none. Until the mail is handed over nothing has gone; after that only the server's word counts.
 */
export function smtpMail(settings: SmtpSettings): MailSender {
  return {
    recognisesRepeats: false,
    async send(mail): Promise<MailOutcome> {
      const messageId = messageIdOf(mail.key, settings.from.address);
      const message = await composed(mail, messageId, settings);
      const connection = connectionTo(settings);
      const lost = new Promise<never>((_, fail) => connection.once('error', fail));
      // Nobody may be left to wait for it, and it may come twice: neither may end the process.
      lost.catch(() => undefined);
      connection.on('error', () => undefined);
      const timer = setTimeout(() => {
        connection.emit('error', Object.assign(new Error('MAIL_TIMEOUT'), { code: 'ETIMEDOUT' }));
        connection.close();
      }, settings.mailMs ?? mailMs);
      try {
        const refused = await untilReady(connection, lost, settings);
        if (refused) return refused;
        return await handOver(connection, lost, { message, messageId, mail, from: settings.from.address });
      } finally {
        clearTimeout(timer);
        // A server that is slow to say goodbye is not waited for.
        connection.quit();
      }
    },
  };
}

/** Connects and signs in; answers why not: nothing has gone then. */
async function untilReady(
  connection: SMTPConnection,
  lost: Promise<never>,
  { login }: SmtpSettings,
): Promise<MailOutcome | undefined> {
  try {
    await Promise.race([lost, new Promise<void>((done, fail) => connection.connect((e) => (e ? fail(e) : done())))]);
    if (login) {
      const credentials = { user: login.user, pass: login.password };
      const signingIn = new Promise<void>((done, fail) =>
        connection.login({ credentials }, (e) => (e ? fail(e) : done())),
      );
      await Promise.race([lost, signingIn]);
    }
    return undefined;
  } catch (error) {
    return { status: 'LATER', ...beforehand(error as SmtpError) };
  }
}

function beforehand({ code, originalCode = '', responseCode }: SmtpError): { code: string; afterSeconds: number } {
  if (responseCode !== undefined && responseCode < 500)
    return { code: `MAIL_SMTP_${responseCode}`, afterSeconds: laterSeconds.busy };
  if (code === 'EAUTH') return { code: 'MAIL_AUTH_FAILED', afterSeconds: laterSeconds.operator };
  if (code === 'ETLS' || tlsCodes.test(originalCode))
    return { code: 'MAIL_TLS_FAILED', afterSeconds: laterSeconds.operator };
  if (responseCode !== undefined) return { code: `MAIL_SMTP_${responseCode}`, afterSeconds: laterSeconds.operator };
  return { code: 'MAIL_UNREACHABLE', afterSeconds: laterSeconds.unreachable };
}

/** Gives the mail away. Throws where the server did not say what became of it. */
async function handOver(
  connection: SMTPConnection,
  lost: Promise<never>,
  { message, messageId, mail, from }: { message: Buffer; messageId: string; mail: Mail; from: string },
): Promise<MailOutcome> {
  const sending = new Promise<void>((done, fail) =>
    connection.send({ from, to: [mail.to] }, message, (error) => (error ? fail(error) : done())),
  );
  const problem = await Promise.race([lost, sending]).then(
    () => undefined,
    (error: SmtpError) => error,
  );
  if (problem === undefined) return { status: 'SENT', providerMessageId: messageId };
  const { code, responseCode } = problem;
  if (responseCode === undefined) throw new Error(code === 'ETIMEDOUT' ? 'MAIL_TIMEOUT' : 'MAIL_CONNECTION_LOST');
  // A text of the server may hold the address: only its number is told.
  const ours = `MAIL_SMTP_${responseCode}`;
  return responseCode < 500
    ? { status: 'LATER', code: ours, afterSeconds: laterSeconds.busy }
    : { status: 'REFUSED', code: ours };
}

function connectionTo({ host, port, security, ca, login, ...given }: SmtpSettings): SMTPConnection {
  if (security === 'none' && login) throw new Error('MAIL_LOGIN_WITHOUT_TLS');
  const silence = given.silenceMs ?? silenceMs;
  return new SMTPConnection({
    ...{ host, port, secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
    ...{ connectionTimeout: silence, greetingTimeout: silence, dnsTimeout: silence, socketTimeout: silence },
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
  });
}

async function composed({ to, subject, text }: Mail, messageId: string, { from }: SmtpSettings): Promise<Buffer> {
  const composer = new MailComposer({
    ...{ from, to: { name: '', address: to }, subject, text, messageId },
    ...{ disableFileAccess: true, disableUrlAccess: true },
    // Nobody answers a machine, and no machine should.
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  return composer.compile().build();
}

function messageIdOf(key: string, from: string): string {
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 40);
  return `<${hash}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}

import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MailServer, type MailFault } from '../../tests/support/mail-server.ts';
import type { Mail } from './mail.ts';
import { smtpMail, type SmtpSettings } from './smtp.ts';

const starttls = new MailServer();
const tls = new MailServer({ secure: true });
const plain = new MailServer({ hideSTARTTLS: true, authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'] });
beforeAll(() => Promise.all([starttls, tls, plain].map((server) => server.start())));
afterAll(() => Promise.all([starttls, tls, plain].map((server) => server.stop())));
beforeEach(() => {
  for (const server of [starttls, tls, plain]) server.taken.length = 0;
});

const newMail = (changed: Partial<Mail> = {}): Mail => ({
  ...{ to: 'zhou.mu@students.example.edu.cn', subject: '邮箱验证码', text: '验证码271828，5分钟内有效。' },
  key: 'code/1',
  ...changed,
});

/** Mail by our adapter to one of the local servers. */
function senderTo(server: MailServer, changed: Partial<SmtpSettings> = {}) {
  return smtpMail({
    ...{ host: '127.0.0.1', port: server.port, security: 'starttls', login: server.login },
    ...{ from: { name: '毕业生网签', address: 'no-reply@sign.example.edu.cn' }, ca: server.certificate.cert },
    ...{ silenceMs: 400, mailMs: 2_000 },
    ...changed,
  });
}

const headerOf = (raw: string, name: string) => new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(raw)?.[1];

describe('a mail that is taken', () => {
  test.each([
    ['by STARTTLS', starttls, {}],
    ['over TLS', tls, { security: 'tls' }],
  ] as const)('%s is SENT with login, encrypted, whole', async (_, server, settings) => {
    const outcome = await senderTo(server, settings).send(newMail());
    expect(server.taken).toMatchObject([
      { from: 'no-reply@sign.example.edu.cn', to: [newMail().to], encrypted: true, user: 'platform' },
    ]);
    const raw = server.taken[0]?.raw ?? '';
    expect(outcome).toEqual({ status: 'SENT', providerMessageId: headerOf(raw, 'message-id') });
    const body = Buffer.from(raw.split('\r\n\r\n')[1] ?? '', 'base64').toString('utf8');
    expect(body.trim()).toBe(newMail().text);
    expect(headerOf(raw, 'auto-submitted')).toBe('auto-generated');
  });

  test('a catcher without TLS gets it too, if told so, and never a password', async () => {
    expect(await senderTo(plain, { security: 'none', login: undefined }).send(newMail())).toMatchObject({
      status: 'SENT',
    });
    expect(plain.taken).toMatchObject([{ encrypted: false }]);
    await expect(senderTo(plain, { security: 'none' }).send(newMail())).rejects.toThrow('MAIL_LOGIN_WITHOUT_TLS');
  });

  test('has the same Message-ID under the same key, and another under another', async () => {
    const ids: unknown[] = [];
    for (const key of ['code/1', 'code/1', 'code/2']) {
      const outcome = await senderTo(starttls).send(newMail({ key }));
      ids.push(outcome.status === 'SENT' && outcome.providerMessageId);
    }
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@sign\.example\.edu\.cn>$/);
  });

  test('what looks like a header in a subject, or like two recipients in one, adds neither', async () => {
    const subject = 'a\r\nBcc: thief@example.com';
    await senderTo(starttls).send(newMail({ subject }));
    const { raw, to } = starttls.taken[0] ?? { raw: '', to: [] };
    expect([to, headerOf(raw, 'bcc')]).toEqual([[newMail().to], undefined]);
    const two = await senderTo(starttls).send(newMail({ to: 'a@example.com, thief@example.com' }));
    expect(two.status === 'SENT' ? starttls.taken.at(-1)?.to.length : 0).toBeLessThanOrEqual(1);
  });
});

describe('a mail that does not go', () => {
  test.each([
    [
      { at: 'RCPT', replies: 550 },
      { status: 'REFUSED', code: 'MAIL_SMTP_550' },
    ],
    [
      { at: 'DATA', replies: 554 },
      { status: 'REFUSED', code: 'MAIL_SMTP_554' },
    ],
    [
      { at: 'RCPT', replies: 450 },
      { status: 'LATER', code: 'MAIL_SMTP_450', afterSeconds: 300 },
    ],
    [
      { at: 'DATA', replies: 452 },
      { status: 'LATER', code: 'MAIL_SMTP_452', afterSeconds: 300 },
    ],
  ] as [MailFault, object][])('%j is told apart', async (fault, outcome) => {
    starttls.fail(fault);
    expect(await senderTo(starttls).send(newMail())).toEqual(outcome);
    expect(starttls.taken).toEqual([]);
  });

  test('a wrong password waits for an operator', async () => {
    const login = { user: 'platform', password: 'wrong' };
    const outcome = { status: 'LATER', code: 'MAIL_AUTH_FAILED', afterSeconds: 900 };
    expect(await senderTo(starttls, { login }).send(newMail())).toEqual(outcome);
  });

  test('a server without STARTTLS, or with a certificate nobody trusts, gets neither password nor mail', async () => {
    const failed = { status: 'LATER', code: 'MAIL_TLS_FAILED' };
    expect(await senderTo(plain).send(newMail())).toMatchObject(failed);
    const ca = tls.certificate.cert;
    expect(await senderTo(starttls, { ca }).send(newMail())).toMatchObject(failed);
    expect(await senderTo(tls, { security: 'tls', ca: starttls.certificate.cert }).send(newMail())).toMatchObject(
      failed,
    );
    expect([...plain.taken, ...starttls.taken]).toEqual([]);
  });

  test('nobody at the address: nothing has gone, it is tried again soon', async () => {
    const gone = new MailServer();
    await gone.start();
    const { port } = gone;
    await gone.stop();
    const outcome = { status: 'LATER', code: 'MAIL_UNREACHABLE', afterSeconds: 30 };
    expect(await senderTo(starttls, { port }).send(newMail())).toEqual(outcome);
  });
});

describe('a mail whose outcome is unknown throws a code', () => {
  test.each([
    [{ at: 'AFTER', how: 'DROP' }, 'MAIL_CONNECTION_LOST', 1],
    [{ at: 'BEFORE', how: 'DROP' }, 'MAIL_CONNECTION_LOST', 0],
    [{ at: 'AFTER', how: 'HOLD' }, 'MAIL_TIMEOUT', 1],
  ] as [MailFault, string, number][])('%j: %s', async (fault, code, taken) => {
    starttls.fail(fault);
    const error: unknown = await senderTo(starttls)
      .send(newMail())
      .catch((thrown: unknown) => thrown);
    expect(error).toEqual(new Error(code));
    expect(inspect(error, { depth: 10 })).not.toMatch(/zhou|secret-of|271828/);
    expect(starttls.taken).toHaveLength(taken);
  });

  test('one mail takes no longer than it may, however the server drags it out', async () => {
    starttls.fail({ at: 'AFTER', how: 'HOLD' });
    const sender = senderTo(starttls, { silenceMs: 20_000, mailMs: 300 });
    await expect(sender.send(newMail())).rejects.toThrow(new Error('MAIL_TIMEOUT'));
  });
});

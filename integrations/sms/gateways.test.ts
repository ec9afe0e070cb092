import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { inspect, promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { writeSms } from '../../domain/messages.ts';
import { selfSignedCertificate } from '../../tests/support/certificate.ts';
import { blackHole } from '../../tests/support/black-hole.ts';
import { AliyunServer, TencentServer, type SmsFault, type SmsRefusal } from '../../tests/support/sms-server.ts';
import { acs3, aliyunSms, canonicalQuery } from './aliyun.ts';
import { hashOfRequest, sha256 } from './canonical-request.ts';
import type { GatewaySettings } from './settings.ts';
import type { Sms, SmsSender } from './sms.ts';
import { tc3, tencentSms } from './tencent.ts';

const phone = '13912345678';
const values = { employerName: '绝密单位（北京）有限公司', respondBy: '2026-11-29T15:59:59.000Z' };
const newSms = (changed: Partial<Sms> = {}): Sms => ({
  ...writeSms('INVITATION_REMINDER', values),
  ...{ to: phone, key: 'process/2/INVITATION_REMINDER/account:1' },
  ...changed,
});

type Kind = 'ALIYUN' | 'TENCENT';
const servers = { ALIYUN: new AliyunServer(), TENCENT: new TencentServer() };
const numberAt: Record<Kind, string> = { ALIYUN: phone, TENCENT: `+86${phone}` };
const templates: Record<Kind, string> = { ALIYUN: 'SMS_123456789', TENCENT: '1234567' };

/** A gateway by our adapter, on the local server of its provider. */
function senderOf(kind: Kind, changed: Partial<GatewaySettings> = {}): SmsSender {
  const { url, accessKeyId, accessKeySecret } = servers[kind];
  const settings = {
    ...{ url, accessKeyId, accessKeySecret, signName: '毕业生网签' },
    templates: { INVITATION_REMINDER: templates[kind] },
    ...changed,
  };
  return kind === 'ALIYUN'
    ? aliyunSms(settings)
    : tencentSms({ ...settings, sdkAppId: '1400006666', region: 'ap-guangzhou' });
}

/** The address of a server that has begun to listen. */
async function listening(server: Server): Promise<string> {
  await new Promise<void>((begun) => server.listen(0, '127.0.0.1', begun));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

beforeAll(() => Promise.all(Object.values(servers).map((server) => server.start())));
afterAll(() => Promise.all(Object.values(servers).map((server) => server.stop())));
beforeEach(() => {
  for (const server of Object.values(servers)) {
    server.taken.length = 0;
    server.refusedRequests.length = 0;
    server.refusals.clear();
  }
});

describe('the signatures are those the providers publish', () => {
  test('ACS3: the example of 「V3版本请求体&签名机制」', () => {
    const parameters = {
      RegionId: 'cn-shanghai',
      ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
    };
    const headers = {
      host: 'ecs.cn-shanghai.aliyuncs.com',
      'x-acs-action': 'RunInstances',
      'x-acs-version': '2014-05-26',
      'x-acs-date': '2023-10-26T10:22:32Z',
      'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
      'x-acs-content-sha256': sha256(''),
    };
    const request = { method: 'POST', query: canonicalQuery(parameters), headers, body: '' } as const;
    expect(hashOfRequest(request)).toBe('7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259');
    expect(acs3(request, { accessKeyId: 'YourAccessKeyId', accessKeySecret: 'YourAccessKeySecret' })).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  test('TC3: the example of 「签名方法 v3」', () => {
    const body = String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`;
    const headers = { host: 'cvm.tencentcloudapi.com', 'content-type': 'application/json; charset=utf-8' };
    const by = {
      accessKeyId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
      accessKeySecret: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
      ...{ timestamp: 1_551_113_065, service: 'cvm' },
    };
    expect(tc3({ method: 'POST', query: '', headers, body }, by)).toBe(
      'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
    );
  });

  test('what a URL may not hold is escaped by RFC 3986', () => {
    expect(canonicalQuery({ b: "a b*c~d/e'()!", a: '签' })).toBe('a=%E7%AD%BE&b=a%20b%2Ac~d%2Fe%27%28%29%21');
  });
});

describe.each(['ALIYUN', 'TENCENT'] as const)('%s', (kind) => {
  const server = servers[kind];
  const refusing = (refusal: SmsRefusal) => server.refusals.set(numberAt[kind], refusal);

  test('a message that is taken is SENT with the provider’s id: template, values, signature and key as given', async () => {
    const outcome = await senderOf(kind).send(newSms());
    expect(outcome).toEqual({ status: 'SENT', providerMessageId: expect.stringMatching(/^\d{4}/) });
    const named = { employerName: values.employerName, respondBy: '11月29日23:59' };
    expect(server.taken).toEqual([
      {
        ...{ to: numberAt[kind], signName: '毕业生网签', template: templates[kind], context: newSms().key },
        parameters: kind === 'ALIYUN' ? named : Object.values(named),
      },
    ]);
    expect(server.refusedRequests).toEqual([]);
  });

  test('a value longer than a template takes is clipped, not refused', async () => {
    const employerName = '很'.repeat(60);
    await senderOf(kind).send(newSms({ parameters: [{ name: 'employerName', value: employerName }] }));
    expect(Object.values(server.taken[0]?.parameters ?? {})[0]).toBe(`${'很'.repeat(34)}…`);
  });

  test('a wrong secret or key is tried again later: an operator can put it right', async () => {
    for (const wrong of [{ accessKeySecret: 'wrong' }, { accessKeyId: 'wrong' }])
      expect(await senderOf(kind, wrong).send(newSms())).toMatchObject({ status: 'LATER', afterSeconds: 900 });
    expect(server.taken).toEqual([]);
  });

  test.each([
    { when: 'AFTER', how: 'DROP' },
    { when: 'AFTER', how: 'ERROR_500' },
    { when: 'AFTER', how: 'GARBAGE' },
    { when: 'BEFORE', how: 'DROP' },
    { when: 'BEFORE', how: 'REDIRECT' },
  ] as SmsFault[])('after $how $when the message is taken the outcome is unknown', async (fault) => {
    server.fail(fault);
    await expect(senderOf(kind).send(newSms())).rejects.toThrow(/^(SMS|ALIYUN|TENCENT)_[A-Z0-9_]+$/);
    expect(server.taken).toHaveLength(fault.when === 'AFTER' ? 1 : 0);
  });

  test('a gateway that takes the message and never answers is unknown when the deadline comes', async () => {
    server.fail({ when: 'AFTER', how: 'HOLD' });
    const sender = senderOf(kind, { deadline: () => AbortSignal.timeout(150) });
    await expect(sender.send(newSms())).rejects.toThrow(new Error('SMS_TIMEOUT'));
    expect(server.taken).toHaveLength(1);
  });

  test('nobody at the address: nothing has gone, it is tried again soon', async () => {
    const gone = new AliyunServer();
    await gone.start();
    const { url } = gone;
    await gone.stop();
    const sender = senderOf(kind, { url });
    const code = `${kind}_UNREACHABLE`;
    expect(await sender.send(newSms())).toEqual({ status: 'LATER', code, afterSeconds: 30 });
  });

  test('an address that swallows every connection: nothing has gone, whichever of the two times runs out first', async () => {
    const hole = await blackHole();
    const nothingLeft = { status: 'LATER', code: `${kind}_UNREACHABLE`, afterSeconds: 30 };
    const impatient = senderOf(kind, { url: hole.url, connectMs: 150 });
    expect(await impatient.send(newSms())).toEqual(nothingLeft);
    const deadline = () => AbortSignal.timeout(150);
    expect(await senderOf(kind, { url: hole.url, deadline }).send(newSms())).toEqual(nothingLeft);
    await hole.stop();
  });

  test('whoever takes the connection and cannot prove in time who it is gets no message', async () => {
    const said: Buffer[] = [];
    const mute = createTcpServer((socket) => socket.on('error', () => undefined).on('data', (data) => said.push(data)));
    const stranger = createTlsServer(selfSignedCertificate(), (socket) => socket.on('data', (data) => said.push(data)));
    for (const server of [mute, stranger]) {
      const url = await listening(server);
      const outcome = await senderOf(kind, { url: url.replace('http:', 'https:'), connectMs: 150 }).send(newSms());
      expect(outcome).toEqual({ status: 'LATER', code: `${kind}_UNREACHABLE`, afterSeconds: 30 });
      server.close();
    }
    expect(Buffer.concat(said).toString('latin1')).not.toMatch(/HTTP|139|SMS/);
  });

  test('a code that holds a number, and what is said beside it, is told to nobody', async () => {
    refusing({ code: `x${phone}`, words: `not ${phone}` });
    expect(await senderOf(kind).send(newSms())).toEqual({ status: 'REFUSED', code: `${kind}_CODE_UNREADABLE` });
  });

  test('nothing of a person stands in an error', async () => {
    server.fail({ when: 'BEFORE', how: 'DROP' });
    const error: unknown = await senderOf(kind)
      .send(newSms())
      .catch((thrown: unknown) => thrown);
    expect(inspect(error, { depth: 10 })).not.toMatch(/139|绝密|secret-of/);
  });
});

test('over TLS a gateway that NODE_EXTRA_CA_CERTS vouches for gets the message', async () => {
  const certificate = selfSignedCertificate();
  const folder = mkdtempSync(path.join(tmpdir(), 'sms-'));
  const trusted = path.join(folder, 'trusted.pem');
  writeFileSync(trusted, certificate.cert);
  const server = createHttpsServer(certificate, (request, response) => response.end(`${request.method}${request.url}`));
  const url = (await listening(server)).replace('http:', 'https:');
  const program = `
    import { exchange } from ${JSON.stringify(new URL('exchange.ts', import.meta.url).href)};
    console.log(JSON.stringify(await exchange({ url: new URL('${url}?a=1'), headers: {}, body: '' })));`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const env = { NODE_EXTRA_CA_CERTS: trusted };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  expect(JSON.parse(stdout)).toEqual({ status: 200, text: 'POST/?a=1' });
  server.close();
  rmSync(folder, { recursive: true });
});

describe('what a provider says is told apart', () => {
  test.each([
    ['isv.MOBILE_NUMBER_ILLEGAL', '', { status: 'REFUSED', code: 'ALIYUN_ISV_MOBILE_NUMBER_ILLEGAL' }],
    ['isv.TEMPLATE_MISSING_PARAMETERS', '', { status: 'REFUSED' }],
    ['isv.BLACK_KEY_CONTROL_LIMIT', '', { status: 'REFUSED' }],
    ['isv.BUSINESS_LIMIT_CONTROL', '触发分钟级流控Permits:1', { status: 'LATER', afterSeconds: 60 }],
    ['isv.BUSINESS_LIMIT_CONTROL', '触发小时级流控Permits:5', { status: 'LATER', afterSeconds: 900 }],
    ['isv.BUSINESS_LIMIT_CONTROL', '触发天级流控Permits:10', { status: 'LATER', afterSeconds: 3_600 }],
    ['isv.DAY_LIMIT_CONTROL', '', { status: 'LATER', afterSeconds: 3_600 }],
    ['Throttling.User', '', { status: 'LATER', afterSeconds: 60 }],
    ['isv.AMOUNT_NOT_ENOUGH', '', { status: 'LATER', code: 'ALIYUN_ISV_AMOUNT_NOT_ENOUGH', afterSeconds: 900 }],
    ['isv.SMS_SIGNATURE_ILLEGAL', '', { status: 'LATER', afterSeconds: 900 }],
    ['isp.RAM_PERMISSION_DENY', '', { status: 'LATER', afterSeconds: 900 }],
    ['isp.SYSTEM_ERROR', '', 'ALIYUN_ISP_SYSTEM_ERROR'],
    ['SignatureNonceUsed', '', 'ALIYUN_SIGNATURENONCEUSED'],
  ] as const)('Aliyun: %s %s', async (code, words, expected) => {
    servers.ALIYUN.refusals.set(phone, { code, words });
    const heard = senderOf('ALIYUN').send(newSms());
    if (typeof expected === 'string') await expect(heard).rejects.toThrow(new Error(expected));
    else expect(await heard).toMatchObject(expected);
  });

  test.each([
    [
      'FailedOperation.PhoneNumberInBlacklist',
      { status: 'REFUSED', code: 'TENCENT_FAILEDOPERATION_PHONENUMBERINBLACKLIST' },
    ],
    ['InvalidParameterValue.IncorrectPhoneNumber', { status: 'REFUSED' }],
    ['LimitExceeded.PhoneNumberThirtySecondLimit', { status: 'LATER', afterSeconds: 60 }],
    ['LimitExceeded.PhoneNumberOneHourLimit', { status: 'LATER', afterSeconds: 900 }],
    ['LimitExceeded.PhoneNumberDailyLimit', { status: 'LATER', afterSeconds: 3_600 }],
    ['LimitExceeded.DeliveryFrequencyLimit', { status: 'LATER', afterSeconds: 60 }],
    ['RequestLimitExceeded.IPLimitExceeded', { status: 'LATER', afterSeconds: 60 }],
    ['FailedOperation.InsufficientBalanceInSmsPackage', { status: 'LATER', afterSeconds: 900 }],
    ['UnauthorizedOperation.RequestIpNotInWhitelist', { status: 'LATER', afterSeconds: 900 }],
    ['InternalError.OtherError', 'TENCENT_INTERNALERROR_OTHERERROR'],
    ['InternalError.RequestTimeException', 'TENCENT_INTERNALERROR_REQUESTTIMEEXCEPTION'],
  ] as const)('Tencent: %s', async (code, expected) => {
    servers.TENCENT.refusals.set(`+86${phone}`, { code });
    const heard = senderOf('TENCENT').send(newSms());
    if (typeof expected === 'string') await expect(heard).rejects.toThrow(new Error(expected));
    else expect(await heard).toMatchObject(expected);
  });
});

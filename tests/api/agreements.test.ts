import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import type { Response } from 'supertest';
import type { AgreementText } from '../../domain/agreement-document.ts';
import { typstTypesetter } from '../../integrations/documents/typst.ts';
import { findAgreementFacts } from '../../database/queries/agreement-facts.ts';
import { apiOf, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning, type BuiltSigning } from '../support/build-signing.ts';
import { wholeArchiveProfile } from '../support/signing-states.ts';
import { buildEmployer, buildFavorite, buildGraduate, signedInAs } from '../support/factories.ts';
import { eventually } from '../support/eventually.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const real = typstTypesetter();
/** The words of every document that was set, by the agreement's number. */
const words = new Map<string, AgreementText[]>();
const documents: typeof real = {
  ...real,
  agreement(document) {
    words.set(document.text.no, [...(words.get(document.text.no) ?? []), document.text]);
    return real.agreement(document);
  },
};
const lines: string[] = [];
const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
let platform: TestPlatform;
let api: Omit<TestApi, 'stop'>;
beforeAll(async () => {
  platform = await startPlatform({ documents, log });
  api = apiOf({ ...platform, documents });
}, 60_000);
afterAll(() => platform.stop(), 60_000);

interface Signed extends BuiltSigning {
  employerUser: SignedIn;
  graduateUser: SignedIn;
  reviewer: SignedIn;
}

/** A signing at the school, then approved over HTTP: signed as every other. */
async function sign(options: { name?: string } = {}): Promise<Signed> {
  const graduate = await buildGraduate(api, options);
  const built = await buildSigning(api, { status: 'SCHOOL_REVIEW', graduate });
  const reviewer = await signedInAs(api, graduate.school.schoolReviewer);
  const answer = await reviewer('post', `/api/v1/review/cases/${built.id}/approve`)
    .set({ 'idempotency-key': randomUUID(), 'if-match': `"${built.seq}"` })
    .send({});
  if (answer.status !== 200)
    await eventually(async () => expect((await detail(reviewer, built.id)).status).toBe('SIGNED'));
  return {
    ...built,
    employerUser: await signedInAs(api, built.employer.accountId),
    graduateUser: await signedInAs(api, graduate.accountId),
    reviewer,
  };
}
const detail = async (reviewer: SignedIn, id: string) =>
  (await reviewer('get', `/api/v1/review/cases/${id}`)).body as { status: string };

const pdfOf = (by: SignedIn, path: string) => by('get', `/api/v1${path}/agreement`).buffer(true).parse(binary);
const binary = (response: Response, done: (error: Error | null, body: Buffer) => void) => {
  const chunks: Buffer[] = [];
  // While it is parsed, superagent's answer is still node's stream.
  (response as unknown as NodeJS.ReadableStream)
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => done(null, Buffer.concat(chunks)));
};
const codeOf = ({ status, body }: Response) => [status, (body as { code?: string }).code];
const fetched = (signed: Signed, of: 'employer' | 'graduate' = 'employer') =>
  eventually(async () => {
    const by = of === 'employer' ? signed.employerUser : signed.graduateUser;
    const answer = await pdfOf(by, `/${of}/signings/${signed.id}`);
    expect(answer.status).toBe(200);
    return answer;
  }, 20_000);
interface Issued {
  agreementNo: string;
  checkCode: string;
  sha256: string;
  issuedAt: string;
}
async function issued(signed: Signed): Promise<Issued> {
  await fetched(signed);
  const { body } = await signed.employerUser('get', `/api/v1/employer/signings/${signed.id}`);
  return (body as { agreement: Issued }).agreement;
}
const hashOf = (bytes: unknown) =>
  createHash('sha256')
    .update(bytes as Buffer)
    .digest('hex');

describe('the agreement', () => {
  let signed: Signed;
  beforeAll(async () => {
    signed = await sign({ name: '阿依古丽·买买提' });
  });

  test('is there within 20 s of the signing, the same bytes for unit, graduate and school, as the page says', async () => {
    const [unit, graduate] = [await fetched(signed), await fetched(signed, 'graduate')];
    const school = await pdfOf(signed.reviewer, `/review/cases/${signed.id}`);
    expect((unit.body as Buffer).subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect(hashOf(graduate.body)).toBe(hashOf(unit.body));
    expect(hashOf(school.body)).toBe(hashOf(unit.body));
    for (const [by, path] of [
      [signed.employerUser, `/employer/signings/${signed.id}`],
      [signed.graduateUser, `/graduate/signings/${signed.id}`],
      [signed.reviewer, `/review/cases/${signed.id}`],
    ] as const) {
      const { body } = await by('get', `/api/v1${path}`);
      expect(body.agreement).toEqual({
        agreementNo: body.agreementNo,
        checkCode: expect.stringMatching(/^[0-9A-F]{12}$/),
        sha256: hashOf(unit.body),
        issuedAt: expect.any(String),
      });
    }
  });

  test('comes as a file with a Chinese name, kept by no cache, known by its hash', async () => {
    const { headers, body } = await fetched(signed);
    const { agreementNo } = await issued(signed);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      etag: `"${hashOf(body)}"`,
      'content-disposition': `attachment; filename="agreement-${agreementNo}.pdf"; filename*=UTF-8''${encodeURIComponent(`就业协议书-阿依古丽·买买提-${agreementNo}.pdf`)}`,
    });
    const again = await signed
      .employerUser('get', `/api/v1/employer/signings/${signed.id}/agreement`)
      .set('if-none-match', headers['etag'] ?? '');
    expect(again.status).toBe(304);
  });

  test('is the same as a missing one to every stranger', async () => {
    await fetched(signed);
    const [unit, graduate, other] = [await buildEmployer(api), await buildGraduate(api), await sign()];
    const path = `signings/${signed.id}/agreement`;
    const answers = await Promise.all([
      (await signedInAs(api, unit.accountId))('get', `/api/v1/employer/${path}`),
      (await signedInAs(api, graduate.accountId))('get', `/api/v1/graduate/${path}`),
      other.reviewer('get', `/api/v1/review/cases/${signed.id}/agreement`),
      other.reviewer('get', `/api/v1/review/cases/${randomUUID()}/agreement`),
    ]);
    expect(answers.map(codeOf)).toEqual(answers.map(() => [404, 'NOT_FOUND']));
    expect(codeOf(await api.call('get', `/api/v1/employer/${path}`))).toEqual([401, 'SIGNED_OUT']);
  });

  test('is not ready before it is signed, and until it is made', async () => {
    for (const status of ['AWAITING_GRADUATE', 'SCHOOL_REVIEW', 'SIGNED'] as const) {
      const { id, employer } = await buildSigning(api, { status });
      const by = await signedInAs(api, employer.accountId);
      const answer = await by('get', `/api/v1/employer/signings/${id}/agreement`);
      expect(codeOf(answer)).toEqual([409, 'AGREEMENT_NOT_READY']);
      expect((await by('get', `/api/v1/employer/signings/${id}`)).body.agreement).toBeNull();
    }
  });

  test('is not waited for where there will be none', async () => {
    const { id, employer } = await buildSigning(api, { status: 'DECLINED' });
    const answer = (await signedInAs(api, employer.accountId))('get', `/api/v1/employer/signings/${id}/agreement`);
    expect(codeOf(await answer)).toEqual([409, 'ACTION_NOT_ALLOWED']);
  });

  test('tells the unit as it was when it was signed, whatever it calls itself later', async () => {
    const other = await sign();
    const before = await fetched(other);
    const { agreementNo } = await issued(other);
    const { name } = other.employer;
    await api
      .knex('employer')
      .where({ id: other.employer.employerId })
      .update({ name: '改名有限公司', uscc: '91990000MA00000999', address: '新址' });
    expect(hashOf((await fetched(other)).body)).toBe(hashOf(before.body));
    await leaveForce(other.id, 'TERMINATED');
    await fetched(other);
    const told = words.get(agreementNo)?.map((text) => JSON.stringify(text)) ?? [];
    expect(told).toHaveLength(2);
    expect(told.every((text) => text.includes(name) && !text.includes('改名有限公司'))).toBe(true);
  });
});

/** What the end of a termination, or a void, writes. */
async function leaveForce(id: string, status: 'TERMINATED' | 'INVALIDATED'): Promise<void> {
  const reason = status === 'INVALIDATED' ? { invalidationReason: 'DESTINATION_VOIDED' } : {};
  await api
    .knex('signing')
    .where({ id })
    .update({ status, statusAt: '2026-12-01T02:00:00.000Z', ...reason });
}

describe.each([
  ['TERMINATED', '已解约', '解除'],
  ['INVALIDATED', '失效', '失效'],
] as const)('an agreement that is %s', (status, mark, verb) => {
  let signed: Signed;
  let before: Response;
  beforeAll(async () => {
    signed = await sign({ name: '王䶮' });
    before = await fetched(signed);
    await leaveForce(signed.id, status);
  });

  test('is downloaded as a copy marked so, one for both sides; the document that was in force stays what it is', async () => {
    const [unit, graduate] = [await fetched(signed), await fetched(signed, 'graduate')];
    const { agreementNo, sha256 } = await issued(signed);
    expect(hashOf(unit.body)).toBe(hashOf(graduate.body));
    expect(hashOf(unit.body)).not.toBe(hashOf(before.body));
    expect(unit.headers['content-disposition']).toContain(encodeURIComponent(`-${agreementNo}（${mark}）.pdf`));
    expect(words.get(agreementNo)?.at(-1)).toMatchObject({
      mark,
      notice: `本协议已于2026年12月1日${verb}，本件仅供存查。`,
    });
    expect(words.get(agreementNo)).toHaveLength(2);
    expect(sha256).toBe(hashOf(before.body));
    expect(hashOf(await platform.files.get(sha256))).toBe(sha256);
  });

  test('is told as such to whoever checks it', async () => {
    const { agreementNo, checkCode } = await issued(signed);
    const { body } = await api.call('get', `/api/v1/agreements/${agreementNo}?code=${checkCode}`);
    expect(body).toMatchObject({ state: status, sha256: hashOf(before.body) });
    expect((await api.call('get', `/a/${agreementNo}?code=${checkCode}`)).text).toContain(mark);
  });
});

describe('the public check', () => {
  let signed: Signed;
  let agreement: Issued;
  beforeAll(async () => {
    signed = await sign({ name: '林晓雨' });
    agreement = await issued(signed);
  });
  const check = (no: string, code: string) =>
    api.call('get', `/api/v1/agreements/${encodeURIComponent(no)}?code=${encodeURIComponent(code)}`);
  const withoutId = ({ status, body }: Response) => ({ status, ...(body as object), requestId: null });

  test('tells number, unit, masked name, state and hash, and nothing else', async () => {
    const { status, body } = await check(agreement.agreementNo, agreement.checkCode);
    expect([status, body]).toEqual([
      200,
      {
        agreementNo: agreement.agreementNo,
        employerName: signed.employer.name,
        graduateNameMasked: '林**',
        state: 'IN_FORCE',
        sha256: agreement.sha256,
      },
    ]);
  });

  test('takes the code as it is copied off the paper', async () => {
    const typed = agreement.checkCode.toLowerCase().replace(/(.{4})(?=.)/g, '$1 ');
    expect((await check(agreement.agreementNo.toLowerCase(), ` ${typed}`)).status).toBe(200);
  });

  test('answers a wrong code, a wrong number, none and another’s alike, by the same statements', async () => {
    const other = await issued(await sign());
    const tries: [no: string, code: string][] = [
      [agreement.agreementNo, '000000000000'],
      ['2027990010000001X', agreement.checkCode],
      [agreement.agreementNo, other.checkCode],
      [agreement.agreementNo, ''],
      ['no such number', agreement.checkCode],
      ['\u0000', agreement.checkCode],
    ];
    const answers: object[] = [];
    const statements: string[][] = [];
    for (const [no, code] of tries)
      statements.push(
        await statementsOf(api.knex, async () => {
          answers.push(withoutId(await check(no, code)));
        }),
      );
    expect(answers).toEqual(answers.map(() => expect.objectContaining({ status: 404, code: 'NOT_FOUND' })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(new Set(statements.map((each) => JSON.stringify(each))).size).toBe(1);
    const pages = await Promise.all(
      tries.map(([no, code]) => api.call('get', `/a/${encodeURIComponent(no)}?code=${code}`)),
    );
    expect(new Set(pages.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(pages[0]?.status).toBe(404);
  });

  test('ends after too many wrong tries of an address; right ones are not counted', async () => {
    const strict = apiOf(
      { ...platform, documents },
      { checkLimit: { tries: 2, windowSeconds: 60 }, trustedProxies: 1 },
    );
    const from = (address: string, path: string) => strict.call('get', path).set('x-forwarded-for', address);
    const right = `/api/v1/agreements/${agreement.agreementNo}?code=${agreement.checkCode}`;
    const wrong = `/api/v1/agreements/${agreement.agreementNo}?code=1`;
    const statuses = [];
    for (const path of [right, right, right, wrong, right, wrong, wrong])
      statuses.push((await from('192.0.2.7', path)).status);
    expect(statuses).toEqual([200, 200, 200, 404, 200, 404, 429]);
    const used = await from('192.0.2.7', right);
    expect(codeOf(used)).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(used.headers['retry-after'])).toBeGreaterThan(0);
    const page = await from('192.0.2.7', `/a/${agreement.agreementNo}?code=${agreement.checkCode}`);
    expect([page.status, page.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
    expect((await from('192.0.2.8', right)).status).toBe(200);
  });

  test('is a page in Chinese too, with no more than that, and nothing of ours in it that was not escaped', async () => {
    await api.knex.raw('alter table agreement disable trigger agreement_kept');
    await api.knex('agreement').where({ signingId: signed.id }).update({ employerName: '<b>单位</b>' });
    await api.knex.raw('alter table agreement enable trigger agreement_kept');
    const { status, text, headers } = await api.call('get', `/a/${agreement.agreementNo}?code=${agreement.checkCode}`);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    for (const told of [agreement.agreementNo, '&lt;b&gt;单位&lt;/b&gt;', '林**', '生效中', agreement.sha256])
      expect(text).toContain(told);
    for (const kept of ['晓雨', signed.graduate.idNumber, agreement.checkCode, signed.graduate.school.name])
      expect(text).not.toContain(kept);
  });

  test('is a page where number and code are typed from the paper, with the answers of the one that the QR code leads to', async () => {
    const { agreementNo, checkCode } = agreement;
    const [typed, scanned] = [`/a?agreementNo=${agreementNo.toLowerCase()}`, `/a/${agreementNo}`];
    const opened = await api.call('get', '/a');
    expect(opened.status).toBe(200);
    for (const name of ['agreementNo', 'code']) expect(opened.text).toContain(`name="${name}"`);
    for (const [code, status] of [[checkCode, 200] as const, ['000000000000', 404] as const]) {
      const [one, other] = [
        await api.call('get', `${typed}&code=${code}`),
        await api.call('get', `${scanned}?code=${code}`),
      ];
      expect([one.status, one.text]).toEqual([status, other.text]);
    }
    expect((await api.call('get', '/a?agreementNo=&code=')).status).toBe(404);
  });
});

test('an invitation with a character that no agreement can show is refused where it stands', async () => {
  const [employer, graduate] = [await buildEmployer(api), await buildGraduate(api)];
  const favoriteId = await buildFavorite(api, employer, graduate);
  const by = await signedInAs(api, employer.accountId);
  const letter = { favoriteId, positionCategory: '13', responseWindowDays: 7, signingContactName: '𠮷㛃' };
  const send = (positionTitle: string) =>
    by('post', '/api/v1/employer/signings')
      .set('idempotency-key', randomUUID())
      .send({ ...letter, positionTitle });
  const answer = await send('工程师🙂');
  expect(codeOf(answer)).toEqual([422, 'VALIDATION_FAILED']);
  expect(answer.body.errors).toMatchObject([{ pointer: '/positionTitle', code: 'NOT_PRINTABLE' }]);

  await api.knex('favorite').where({ id: favoriteId }).update({ graduateName: '王\u{2A6D6}' });
  expect(codeOf(await send('工程师'))).toEqual([409, 'GRADUATE_NOT_PRINTABLE']);
  expect(await api.knex('command').where({ kind: 'invite', actorAccountId: employer.accountId })).toEqual([]);
});

test('an agreement prints where the registration goes only where the letter promises it', async () => {
  const { id } = await sign();
  const told = async (letter: object) => {
    await api
      .knex('signing')
      .where({ id })
      .update({ archive: wholeArchiveProfile, acceptsArchive: true, ...letter });
    return (await findAgreementFacts(api.knex, id))?.facts.hukou;
  };
  expect(await told({ acceptsHukou: null })).toBeNull();
  expect(await told({ acceptsHukou: false })).toEqual({ address: null });
  expect(await told({ acceptsHukou: true })).toEqual({ address: '北京市东城区示范路 9 号' });
});

test('nothing of a person, and no check code, is in the log', async () => {
  const signed = await sign({ name: '记录人龑' });
  const { checkCode, agreementNo } = await issued(signed);
  await api.call('get', `/a/${agreementNo}?code=${checkCode}`);
  const logged = lines.join('');
  expect(logged).toContain('ID number shown in full on an agreement');
  for (const secret of ['记录人龑', signed.graduate.idNumber, checkCode, signed.employer.name])
    expect(logged).not.toContain(secret);
});

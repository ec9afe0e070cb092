import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatInstant } from '../../domain/messages.ts';
import { startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning, type BuiltSigning } from '../support/build-signing.ts';
import { buildTermination } from '../support/build-termination.ts';
import { buildFile, buildSchool, signedInAs } from '../support/factories.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
}, 60_000);
afterAll(() => api.stop());

interface Line {
  phase: string;
  at: string | null;
  who: { role: string } | null;
  text: string;
}
interface Page {
  waitingFor: { who: string; explanation: string } | null;
  mediationUntil: string | null;
  timeline: Line[];
}

/** A signed agreement with its two sides signed in, and what their pages of it and of a try to end it say. */
async function signedAgreement() {
  const signing = await buildSigning(api, { status: 'SIGNED' });
  const sides = {
    employer: await signedInAs(api, signing.employer.accountId),
    graduate: await signedInAs(api, signing.graduate.accountId),
  };
  const pageOf = async (side: keyof typeof sides, path: string) =>
    (await (sides[side] satisfies SignedIn)('get', `/api/v1/${side}/${path}`)).body as Page;
  const tryOf = async (side: keyof typeof sides, id: string) => {
    const { mediationUntil, timeline } = await pageOf(side, `terminations/${id}`);
    return { mediationUntil, text: timeline.map(({ text }) => text).join('\n'), next: nextIn(timeline) };
  };
  return { signing, pageOf, tryOf };
}

const nextIn = (timeline: Line[]) => timeline.flatMap(({ phase, text }) => (phase === 'NEXT' ? [text] : []));
const again = '协议仍然有效；可再次申请解约';
const mayMediate = '在此之前可申请学校调解';
const over = '协议已不再有效，无需再申请解约';

describe('the page of a try that failed says of the agreement what is true now', () => {
  test('after a later try has ended it', async () => {
    const { signing, tryOf } = await signedAgreement();
    const first = await buildTermination(api, signing, { status: 'COUNTERPARTY_REFUSED' });
    expect((await tryOf('employer', first.id)).next).toEqual([again]);
    await buildTermination(api, signing, { status: 'TERMINATED' });
    for (const side of ['employer', 'graduate'] as const) {
      const { next, text } = await tryOf(side, first.id);
      expect(next).toEqual([over]);
      expect(text).not.toContain('仍然有效');
    }
  });

  test('after the school has voided it, or taken the graduate out of the cohort', async () => {
    const { signing, tryOf } = await signedAgreement();
    const { id } = await buildTermination(api, signing, { status: 'INVALIDATED' });
    await leave(signing);
    expect((await tryOf('graduate', id)).next).toEqual(['学校已将学生移出本届，协议随之作废，无需再申请解约']);
    const gone = { status: 'INVALIDATED', invalidationReason: 'DESTINATION_VOIDED' };
    await api.knex('signing').where({ id: signing.id }).update(gone);
    expect((await tryOf('employer', id)).next).toEqual([over]);
  });

  test('after silence: mediation by the applicant, until another try is open, a newer one was silent, or it is over', async () => {
    const { signing, tryOf } = await signedAgreement();
    const silent = await buildTermination(api, signing, { status: 'COUNTERPARTY_EXPIRED' });
    const { mediationUntil, next } = await tryOf('employer', silent.id);
    expect([next, mediationUntil]).toEqual([[again, mayMediate], expect.any(String)]);
    expect(await tryOf('graduate', silent.id)).toMatchObject({ mediationUntil: null, next: [again] });
    const later = await buildTermination(api, signing, { status: 'COUNTERPARTY_EXPIRED', appliedAt: minutesAgo(20) });
    expect(await tryOf('employer', silent.id)).toMatchObject({ mediationUntil: null, next: [again] });
    expect((await tryOf('employer', later.id)).mediationUntil).not.toBeNull();
    await buildTermination(api, signing, { appliedAt: minutesAgo(10) });
    for (const { id } of [silent, later])
      expect(await tryOf('employer', id)).toMatchObject({
        ...{ mediationUntil: null, next: ['协议仍然有效；另一解约申请正在办理'] },
      });
  });

  test('against a unit that was disabled: the graduate may ask the school, the unit nothing', async () => {
    const { signing, tryOf } = await signedAgreement();
    const { id } = await buildTermination(api, signing, { status: 'COUNTERPARTY_EXPIRED' });
    const { employerId } = signing.employer;
    await api.knex('employer').where({ id: employerId }).update({ verificationState: 'REVOKED' });
    expect((await tryOf('graduate', id)).next).toEqual(['协议仍然有效；单位已被停用，可直接申请学校调解解约']);
    expect(await tryOf('employer', id)).toMatchObject({ mediationUntil: null, next: ['协议仍然有效'] });
  });
});

test.each([
  ['DESTINATION_VOIDED', '如仍需签约，请重新收藏该学生后再邀请', '可请该单位重新邀请，或接受其他单位的邀请'],
  ['GRADUATE_RECORD_CHANGED', '请重新搜索、收藏该学生后再邀请', '请重新确认基本信息，再请该单位邀请'],
  ['EMPLOYER_DISABLED', '如有异议，请联系平台客服', '可接受其他单位的邀请'],
])('a signing that has become invalid tells each side what it may do next: %s', async (reason, toUnit, toGraduate) => {
  const { signing, pageOf } = await signedAgreement();
  const gone = { status: 'INVALIDATED', invalidationReason: reason };
  await api.knex('signing').where({ id: signing.id }).update(gone);
  const ended = (state: object) => JSON.stringify({ ...state, status: 'INVALIDATED' });
  const { state } = await api.knex('process').where({ id: signing.id }).first<{ state: object }>('state');
  await api
    .knex('process')
    .where({ id: signing.id })
    .update({ state: ended(state) });
  const nextOf = async (side: 'employer' | 'graduate') =>
    nextIn((await pageOf(side, `signings/${signing.id}`)).timeline);
  expect([await nextOf('employer'), await nextOf('graduate')]).toEqual([[toUnit], [toGraduate]]);
});

test('an open try stands on the page of its signing in the words of its own page', async () => {
  const { signing, pageOf } = await signedAgreement();
  const { id } = await buildTermination(api, signing, { status: 'SCHOOL_REVIEW' });
  const own = await pageOf('employer', `terminations/${id}`);
  const { timeline } = await pageOf('employer', `signings/${signing.id}`);
  expect(timeline.slice(-2)).toMatchObject([
    { phase: 'NOW', who: { role: 'SCHOOL' }, text: `解约进行中：${own.waitingFor?.explanation}` },
    { phase: 'NEXT', text: '解约完成前，协议仍然有效' },
  ]);
});

test('a notice that runs is nobody’s turn: all have approved, and the day is told', async () => {
  const { signing, pageOf } = await signedAgreement();
  const effectiveAt = new Date(Date.now() + 86_400_000).toISOString();
  const { id } = await buildTermination(api, signing, { status: 'SCHOOL_REVIEW', effectiveAt });
  const own = await pageOf('graduate', `terminations/${id}`);
  expect(own.waitingFor).toMatchObject({ who: 'NOTICE', until: effectiveAt });
  expect(own.waitingFor?.explanation).toContain('全部通过');
  expect(own.waitingFor?.explanation).toContain(`${formatInstant(effectiveAt)}解约自动生效`);
  const { timeline } = await pageOf('graduate', `signings/${signing.id}`);
  expect(timeline.find(({ phase }) => phase === 'NOW')).toMatchObject({
    ...{ who: null, text: `解约进行中：${own.waitingFor?.explanation}` },
  });
});

describe('the reviewers of a later try', () => {
  test('read what both sides said and attached in the tries before it, which are no cases of theirs to act on', async () => {
    const { signing } = await signedAgreement();
    const { school } = signing.graduate;
    const letter = await buildFile(api, signing.employer.accountId, 'TERMINATION_ATTACHMENT');
    const silent = await buildTermination(api, signing, { status: 'COUNTERPARTY_EXPIRED', fileIds: [letter] });
    const reviewer = await signedInAs(api, school.schoolReviewer);
    const strangers = [
      await signedInAs(api, school.collegeReviewer as string), // the school reviews it alone
      await signedInAs(api, (await buildSchool(api)).schoolReviewer),
    ];
    const statusOf = async (by: SignedIn, path: string) => (await by('get', `/api/v1/${path}`)).status;
    // The factory writes rows only: a file that may be read is then missing in the store, which is another answer than 404.
    const mayRead = async (by: SignedIn) => (await statusOf(by, `files/${letter}`)) !== 404;
    expect(await mayRead(reviewer)).toBe(false);

    const later = await buildTermination(api, signing, { status: 'SCHOOL_REVIEW', appliedAt: minutesAgo(10) });

    expect((await reviewer('get', `/api/v1/review/cases/${later.id}`)).body.earlierTries).toMatchObject([
      {
        ...{ id: silent.id, status: 'COUNTERPARTY_EXPIRED', applicant: 'EMPLOYER', kind: 'CONSENT', refusal: null },
        ...{ reason: 'MUTUAL', detail: '协商一致', attachments: { employer: [letter], graduate: [] } },
      },
    ]);
    expect([await mayRead(reviewer), await statusOf(reviewer, `review/cases/${silent.id}`)]).toEqual([true, 404]);
    for (const stranger of strangers) expect(await mayRead(stranger)).toBe(false);
  });
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function leave({ graduate }: BuiltSigning): Promise<void> {
  const removal = { removedAt: api.knex.fn.now(), removalReason: 'DROPPED_OUT', removalDetail: '退学' };
  await api.knex('graduate').where({ id: graduate.graduateId }).update(removal);
}

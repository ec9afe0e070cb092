import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { setCalendarYear } from '../../commands/set-calendar-year.ts';
import { endOfNthDay, plusSeconds, type Instant } from '../../domain/calendar.ts';
import { workingCalendar } from '../../domain/working-days.ts';
import { databaseViolations } from '../../database/queries/invariants.ts';
import { eventually } from '../support/eventually.ts';
import { buildAccount, buildColleague, buildFile, type BuiltEmployer } from '../support/factories.ts';
import { panelAround } from '../support/panel.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { eventsOf, inboxOf, recordedSms, settledEffects } from '../support/signing-cast.ts';
import { startTurnedTime, type TurnedTime } from '../support/time-skipping.ts';
import {
  actsOnVerification,
  buildStaff,
  buildUnit,
  claim,
  materialBody,
  remittanceBody,
  submit,
  verificationOf,
} from '../support/verification-cast.ts';

/** Monday, 10:00 in Shanghai; two working days later is Wednesday, four are Friday. */
const monday: Instant = '2026-11-02T02:00:00.000Z';
const wednesday: Instant = '2026-11-04T15:59:59.000Z';
const friday: Instant = '2026-11-06T15:59:59.000Z';

let time: TurnedTime;
let platform: TestPlatform;
let sms: ReturnType<typeof recordedSms>;
let acts: ReturnType<typeof actsOnVerification>;
beforeAll(async () => {
  time = await startTurnedTime();
  sms = recordedSms(time.now);
  platform = await startPlatform({ ...time, sms });
  acts = actsOnVerification(platform);
}, 90_000);
afterAll(async () => {
  await platform.stop();
  await time.stop();
});
beforeEach(() => time.set(monday));

interface UnderReview {
  unit: BuiltEmployer;
  id: string;
  fileIds: readonly string[];
  reviewer: string;
}

/** A unit whose material waits, and a reviewer who has claimed it. */
async function underReview(): Promise<UnderReview> {
  const [unit, reviewer] = [await buildUnit(platform), await buildStaff(platform, 'REVIEWER')];
  const body = await materialBody(platform, unit);
  const id = await submit(platform, unit, body);
  await claim(platform, id, reviewer, plusSeconds(monday, 86_400 * 90));
  return { unit, id, fileIds: body.fileIds, reviewer };
}

const untilStatus = (id: string, status: string) =>
  eventually(async () => expect((await verificationOf(platform, id)).status).toBe(status));
const rowOf = (id: string) =>
  platform
    .knex('employer_verification')
    .where({ id })
    .first<Record<'claimedBy' | 'claimedUntil' | 'rejectReasonCode' | 'rejectReason', string | null>>();
const filesOf = async (processId: string) =>
  platform
    .knex('verification_file')
    .where({ processId })
    .orderBy(['added_seq', 'file_id'])
    .select<{ fileId: string; addedSeq: number; replacedSeq: number | null }[]>('fileId', 'addedSeq', 'replacedSeq');
const asked = (fileId = '') => [{ fileId, reasons: ['NO_SEAL'], text: '请加盖公章' }] as const;

describe('a decision of staff', () => {
  test('to approve verifies the unit, and the claim ends with the review', async () => {
    const { unit, id, reviewer } = await underReview();

    expect(await acts.approve(reviewer, id)).toBe('SUCCEEDED');

    expect(await verificationOf(platform, id)).toMatchObject({ status: 'VERIFIED', unit: 'VERIFIED' });
    expect(await rowOf(id)).toMatchObject({ claimedBy: null, claimedUntil: null });
    await settledEffects(platform, id);
    expect(sms.to(id, unit)).toMatchObject([{ kind: 'UNIT_VERIFIED' }]);
    expect(await inboxOf(platform, id, { accountId: reviewer })).toEqual(['VERIFICATION_REVIEW_OPENED']);
  });

  test('to reject ends the case and tells the unit why', async () => {
    const { unit, id, reviewer } = await underReview();

    expect(await acts.reject(reviewer, id)).toBe('SUCCEEDED');

    expect(await verificationOf(platform, id)).toMatchObject({ status: 'REJECTED', unit: 'UNVERIFIED' });
    expect(await rowOf(id)).toMatchObject({ rejectReasonCode: 'NAME_MISMATCH', rejectReason: '执照名称与填写不一致' });
    await settledEffects(platform, id);
    expect(sms.to(id, unit)).toMatchObject([{ kind: 'VERIFICATION_REJECTED' }]);
  });

  test('is refused to whoever has not claimed the case, or no longer has', async () => {
    const { id, reviewer } = await underReview();
    const other = await buildStaff(platform, 'REVIEWER');

    expect(await acts.approve(other, id)).toBe('CLAIM_REQUIRED');
    await claim(platform, id, reviewer, plusSeconds(monday, -1));
    expect(await acts.approve(reviewer, id)).toBe('CLAIM_REQUIRED');
  });

  test('is refused to who is no reviewer, or whose account was disabled', async () => {
    const { id, reviewer } = await underReview();
    const supervisor = await buildStaff(platform, 'SUPERVISOR');
    await claim(platform, id, supervisor, plusSeconds(monday, 3_600));
    expect(await acts.approve(supervisor, id)).toBe('ACTION_NOT_ALLOWED');

    await claim(platform, id, reviewer, plusSeconds(monday, 3_600));
    await platform.knex('account').where({ id: reviewer }).update({ disabledAt: monday });
    expect(await acts.approve(reviewer, id)).toBe('ACTION_NOT_ALLOWED');
  });

  test('is refused to a user of the unit, known by the phone, also after leaving when data were entered', async () => {
    const { unit, id, reviewer } = await underReview();
    const { phoneHash } = await platform.knex('account').where({ id: unit.accountId }).first('phone_hash');
    await platform.knex('account').where({ id: reviewer }).update({ phoneHash });
    expect(await acts.approve(reviewer, id)).toBe('REVIEWER_PARTIAL');

    await platform.knex('employer_membership').where({ accountId: unit.accountId }).update({ status: 'ENDED' });
    expect(await acts.reject(reviewer, id)).toBe('REVIEWER_PARTIAL');
  });

  test('to approve is refused once the unit is no longer the one that was submitted', async () => {
    const { unit, id, reviewer } = await underReview();
    await platform.knex('employer').where({ id: unit.employerId }).update({ name: '改名单位' });

    expect(await acts.approve(reviewer, id)).toBe('UNIT_DATA_CHANGED');
    expect(await acts.reject(reviewer, id)).toBe('SUCCEEDED');
  });
});

describe('a supplement that staff ask for', () => {
  test('is handed in for each file, and the review begins anew without a claim', async () => {
    const { unit, id, reviewer, fileIds } = await underReview();
    const [licence = '', letter = ''] = fileIds;

    expect(await acts.requestSupplement(reviewer, id, asked(licence))).toBe('SUCCEEDED');
    expect(await rowOf(id)).toMatchObject({ claimedBy: null });
    const fileId = await buildFile(platform, unit.accountId);
    expect(await acts.supplement(unit, id, [{ replacesFileId: letter, fileId }])).toBe('VALIDATION_FAILED');
    expect(await acts.supplement(unit, id, [{ replacesFileId: licence, fileId }])).toBe('SUCCEEDED');

    expect((await verificationOf(platform, id)).status).toBe('AWAITING_REVIEW');
    const files = await filesOf(id);
    expect(files).toHaveLength(3);
    expect(files).toEqual(
      expect.arrayContaining([
        { fileId: licence, addedSeq: 1, replacedSeq: 3 },
        { fileId: letter, addedSeq: 1, replacedSeq: null },
        { fileId, addedSeq: 3, replacedSeq: null },
      ]),
    );
    await settledEffects(platform, id);
    expect(sms.to(id, unit).map(({ kind }) => kind)).toEqual(['SUPPLEMENT_REQUESTED']);
  });

  test('and that does not come within thirty days ends the case', async () => {
    const { unit, id, reviewer, fileIds } = await underReview();
    await acts.requestSupplement(reviewer, id, asked(fileIds[0]));

    await time.passUntil(plusSeconds(endOfNthDay(monday, 30), 60));

    await untilStatus(id, 'EXPIRED');
    expect((await verificationOf(platform, id)).unit).toBe('UNVERIFIED');
    const fileId = await buildFile(platform, unit.accountId);
    expect(await acts.supplement(unit, id, [{ replacesFileId: fileIds[0], fileId }])).toBe('ACTION_NOT_ALLOWED');
    expect((await inboxOf(platform, id, unit)).at(-1)).toBe('SUPPLEMENT_EXPIRED');
  });
});

describe('a review that nobody decides', () => {
  test('gets louder and never decides itself: reviewers, then supervisors', async () => {
    const supervisor = { accountId: await buildStaff(platform, 'SUPERVISOR') };
    const { id, reviewer } = await underReview();
    const kinds = () => inboxOf(platform, id, { accountId: reviewer });

    await time.passUntil(plusSeconds(wednesday, 60));
    await eventually(async () => expect(await kinds()).toEqual(['VERIFICATION_REVIEW_OPENED', 'REVIEW_REMINDER']));
    expect(await inboxOf(platform, id, supervisor)).toEqual([]);
    await time.passUntil(plusSeconds(friday, 60));
    await eventually(async () => expect(await inboxOf(platform, id, supervisor)).toEqual(['REVIEW_ESCALATION']));
    const panel = panelAround(platform);
    const { body } = await panel.page(await panel.cookieFor('supervisor'), 'inbox', '?state=UNREAD');
    const [{ cells }] = body.sections[0].table.rows as [{ cells: unknown[] }];
    expect(cells).toContainEqual({ text: '打开案件', href: `/admin/pages/verifications?id=${id}` });
    expect(JSON.stringify(cells)).toContain('未读');
    await time.passUntil(plusSeconds(friday, 86_400 * 60));

    expect((await verificationOf(platform, id)).status).toBe('AWAITING_REVIEW');
    await claim(platform, id, reviewer, plusSeconds(friday, 86_400 * 90));
    expect(await acts.approve(reviewer, id)).toBe('SUCCEEDED');
  });

  test('reminds nobody once it is decided', async () => {
    const { id, reviewer } = await underReview();
    await acts.approve(reviewer, id);

    await time.passUntil(plusSeconds(friday, 60));

    expect(await inboxOf(platform, id, { accountId: reviewer })).toEqual(['VERIFICATION_REVIEW_OPENED']);
  });
});

describe('a unit', () => {
  test('may change from material to money, and keeps what it had handed in', async () => {
    const { unit, id, fileIds } = await underReview();
    const body = await remittanceBody(platform, unit, { fileIds: fileIds.slice(1) });

    expect(await acts.switchMethod(unit, id, body)).toBe('SUCCEEDED');

    expect((await verificationOf(platform, id)).state).toMatchObject({ status: 'SENDING', send: { attempt: 1 } });
    expect(await rowOf(id)).toMatchObject({ claimedBy: null });
    expect((await filesOf(id)).filter(({ replacedSeq }) => replacedSeq === null)).toMatchObject([
      { fileId: fileIds[1] },
    ]);
  });

  test('may withdraw and begin anew; a second open one is refused', async () => {
    const { unit, id } = await underReview();
    await expect(submit(platform, unit, await materialBody(platform, unit))).rejects.toThrow('VERIFICATION_OPEN');

    expect(await acts.withdraw(unit, id)).toBe('SUCCEEDED');

    expect(await verificationOf(platform, id)).toMatchObject({ status: 'WITHDRAWN', unit: 'UNVERIFIED' });
    expect(await acts.withdraw(unit, id)).toBe('ACTION_NOT_ALLOWED');
    await expect(submit(platform, unit, await materialBody(platform, unit))).resolves.not.toBe(id);
  });

  test('with an incomplete profile cannot begin, and who has left it cannot act for it', async () => {
    const unit = await buildUnit(platform);
    await platform.knex('account').where({ id: unit.accountId }).update({ officePhone: null });
    await expect(submit(platform, unit, await materialBody(platform, unit))).rejects.toThrow('PROFILE_INCOMPLETE');

    await platform.knex('employer_membership').where({ accountId: unit.accountId }).update({ status: 'ENDED' });
    await expect(submit(platform, unit, await materialBody(platform, unit))).rejects.toThrow('ACTION_NOT_ALLOWED');
  });

  test('is told by SMS to who submitted, in the inbox to all, and by SMS to all once that person has left', async () => {
    const { unit, id, reviewer, fileIds } = await underReview();
    const colleague = await buildColleague(platform, unit.employerId);
    await buildAccount(platform, 'EMPLOYER', '外人');
    await acts.requestSupplement(reviewer, id, asked(fileIds[0]));
    await settledEffects(platform, id);
    expect(sms.to(id, colleague)).toEqual([]);
    expect(await inboxOf(platform, id, colleague)).toEqual(['SUPPLEMENT_REQUESTED']);

    await platform.knex('employer_membership').where({ accountId: unit.accountId }).update({ status: 'ENDED' });
    await time.passUntil(plusSeconds(endOfNthDay(monday, 30), 60));
    await untilStatus(id, 'EXPIRED');

    await settledEffects(platform, id);
    expect(sms.to(id, colleague)).toMatchObject([{ kind: 'SUPPLEMENT_EXPIRED' }]);
    expect(sms.to(id, unit)).toMatchObject([{ kind: 'SUPPLEMENT_REQUESTED' }]);
    expect((await eventsOf(platform, id)).at(-1)).toMatchObject({ type: 'lapsed', cause: 'CLOCK' });
  });
});

test('a deadline counts by the calendar as it stands when it is given; an open case keeps the one it has', async () => {
  const { id: before } = await underReview();
  const reviewOf = async (id: string) =>
    ((await verificationOf(platform, id)).state as { review: { remindAt: Instant; calendarVersion: string } }).review;
  const given = await reviewOf(before);
  const member = {
    accountId: await buildStaff(platform, 'ADMINISTRATOR'),
    sessionId: before,
    signInName: 'calendar',
    name: '李管理',
  };
  const { years } = workingCalendar;
  await setCalendarYear(
    platform.knex,
    {
      member: { ...member, role: 'ADMINISTRATOR' },
      clientAddress: null,
      press: { key: 'calendar', fingerprint: Buffer.from('calendar') },
    },
    {
      year: '2026',
      official: true,
      holidays: [...(years['2026']?.holidays ?? []), '2026-11-04'].join(' '),
      workdays: '',
    },
  );

  const { id: after } = await underReview();

  const told = async (id: string) => {
    const { remindAt, calendarVersion } = await reviewOf(id);
    return [remindAt.slice(0, 10), calendarVersion];
  };
  expect(await told(after)).toEqual(['2026-11-05', 'panel-1']);
  expect(await told(before)).toEqual(['2026-11-04', workingCalendar.version]);
  expect(await reviewOf(before)).toEqual(given);
});

test('what all this left in the database is sound', async () => {
  expect(await databaseViolations(platform.knex)).toEqual([]);
});

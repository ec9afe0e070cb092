import { describe, expect, test } from '@jest/globals';
import { statusAt, verificationIn, waits } from '../tests/support/verification-states.ts';
import type { EmployerVerificationEvent } from './employer-verification-model.ts';
import { openMaterialReview } from './employer-verification-review.ts';
import { verificationTimeline, wordsOf, type VerificationStory } from './employer-verification-timeline.ts';
import { explainWait } from './explain-wait.ts';
import { formatInstant } from './messages.ts';
import { verificationStatusCodes, type VerificationStatus } from './vocabulary/verification-status.ts';
import { workingCalendar } from './working-days.ts';

const at = statusAt;
const until = waits.AWAITING_AMOUNT;
const review = openMaterialReview(at, null, workingCalendar);
const send = { attempt: 1, expectedBy: waits.SENDING, calendarVersion: workingCalendar.version, provisional: false };
const byMoney = { method: 'REMITTANCE', fileIds: ['letter'], send } as const;
const byMaterial = { method: 'MATERIALS', fileIds: ['letter'], review } as const;
const [zhUntil, enUntil] = [formatInstant(until, 'zh'), formatInstant(until, 'en')];

const told: [EmployerVerificationEvent, zh: string, en: string][] = [
  [
    { type: 'submitted', at, submission: byMoney, sandboxDeadlineSeconds: null },
    '已提交认证，平台将向对公账号汇款',
    'Submitted: money is sent to the corporate account',
  ],
  [
    { type: 'submitted', at, submission: byMaterial, sandboxDeadlineSeconds: null },
    '已提交认证，认证材料等待审核',
    'Submitted: the material waits for review',
  ],
  [
    { type: 'methodSwitched', at, submission: byMoney },
    '已更换认证方式或更正账户，平台将向对公账号汇款',
    'Changed: money is sent to the corporate account',
  ],
  [
    { type: 'methodSwitched', at, submission: byMaterial },
    '已更换认证方式或更正账户，认证材料等待审核',
    'Changed: the material waits for review',
  ],
  [
    { type: 'remittanceSettled', at, attempt: 1, until },
    `平台汇款已到账，请于${zhUntil}前填写收到的金额`,
    `The money has arrived; the amount is to be entered by ${enUntil}`,
  ],
  [
    { type: 'remittanceFailed', at, attempt: 1, reason: 'RETURNED', until, failedSends: 1 },
    '汇款未成功：款项被退回',
    'The transfer failed: The money was returned',
  ],
  [
    { type: 'amountMismatched', at, attempt: 1, triesLeft: 2 },
    '填写的金额不一致，还可填写2次',
    'A wrong amount was entered; tries left: 2',
  ],
  [
    { type: 'amountFailed', at, attempt: 1, failedSends: 1 },
    '金额填错三次，认证未通过',
    'The amount was wrong three times: not verified',
  ],
  [{ type: 'amountMatched', at, attempt: 1 }, '金额一致，认证通过', 'The amount was right: verified'],
  [
    {
      type: 'supplementRequested',
      ...{ at, until, sandboxDeadlineSeconds: null },
      files: [
        { fileId: 'letter', reasons: ['NO_SEAL', 'UNREADABLE'] },
        { fileId: 'licence', reasons: ['UNREADABLE'] },
      ],
    },
    `需于${zhUntil}前补传认证材料：未加盖公章、图片不清晰`,
    `More material is needed by ${enUntil}: Without the seal, Not readable`,
  ],
  [
    { type: 'supplemented', at, fileIds: ['letter'], review },
    '已补传认证材料，重新审核',
    'New material was handed in and is reviewed',
  ],
  [{ type: 'approved', at }, '审核通过，认证通过', 'Approved: verified'],
  [
    { type: 'rejected', at, reasonCode: 'NO_SEAL', reason: '无章' },
    '审核不通过：未加盖公章',
    'Rejected: Without the seal',
  ],
  [
    { type: 'rivalVerified', at },
    '该统一社会信用代码的单位已认证，本次认证结束',
    'A verified unit already has this credit code: ended',
  ],
  [{ type: 'unitDisabled', at }, '单位已停用，本次认证结束', 'The unit was disabled: ended'],
  [{ type: 'withdrawn', at }, '单位撤回认证', 'Withdrawn'],
  [
    { type: 'lapsed', at, waitedIn: 'AWAITING_AMOUNT' },
    '未按期填写金额，认证失效',
    'The amount was not entered in time: expired',
  ],
  [
    { type: 'lapsed', at, waitedIn: 'BANK_FAILED' },
    '汇款未成功后未按期更正，认证失效',
    'The failed transfer was not corrected in time: expired',
  ],
  [
    { type: 'lapsed', at, waitedIn: 'NEEDS_SUPPLEMENT' },
    '未按期补传认证材料，认证失效',
    'The material did not come in time: expired',
  ],
];

test.each(told)('%j is told as %s', (event, zh, en) => {
  expect([wordsOf(event, 'zh'), wordsOf(event, 'en')]).toEqual([zh, en]);
});

describe('who did it', () => {
  const event = { type: 'approved', at } as const;
  const whoOf = (entry: Partial<VerificationStory['entries'][number]>, is: 'MEMBER' | 'STAFF' = 'MEMBER') =>
    verificationTimeline(
      {
        state: verificationIn('VERIFIED'),
        employerName: '示范单位',
        entries: [{ seq: 2, event, relation: null, accountName: null, ...entry }],
      },
      { is, language: 'zh' },
    )[0];

  test('is the member by name, or the unit', () => {
    expect(whoOf({ relation: 'MEMBER', accountName: '张三' })?.who).toEqual({ role: 'EMPLOYER', name: '张三' });
    expect(whoOf({ relation: 'MEMBER' })?.who).toEqual({ role: 'EMPLOYER', name: '示范单位' });
  });

  test('is the staff, by name to the staff alone', () => {
    const byStaff = { relation: 'STAFF', accountName: '钱审核' } as const;
    expect([whoOf(byStaff)?.who, whoOf(byStaff, 'STAFF')?.who]).toEqual([
      { role: 'STAFF', name: null },
      { role: 'STAFF', name: '钱审核' },
    ]);
  });

  test('is the bank for what it says, the system for the rest', () => {
    const settled = { type: 'remittanceSettled', at, attempt: 1, until } as const;
    const failed = { type: 'remittanceFailed', at, attempt: 1, reason: 'RETURNED', until, failedSends: 1 } as const;
    for (const each of [settled, failed])
      expect(whoOf({ relation: 'SYSTEM', event: each })?.who).toEqual({ role: 'BANK', name: null });
    expect(whoOf({ relation: 'SYSTEM' })?.who).toEqual({ role: 'SYSTEM', name: null });
    expect(whoOf({ event: settled })?.who).toEqual({ role: 'SYSTEM', name: null });
  });

  test('stands with when and which step', () => {
    expect(whoOf({})).toMatchObject({ phase: 'PAST', at, seq: 2, text: '审核通过，认证通过' });
  });
});

test.each([
  ['EMPLOYER_EXISTS', '可申请加入已认证的单位'],
  ['EMPLOYER_DISABLED', '如有异议，请联系平台客服'],
] as const)('after a rejection for %s nobody is sent to begin anew what would be refused again', (reasonCode, text) => {
  const state = { ...verificationIn('REJECTED'), reasonCode } as ReturnType<typeof verificationIn>;
  const lines = verificationTimeline(
    { state, employerName: '示范单位', entries: [] },
    { is: 'MEMBER', language: 'zh' },
  );
  expect(lines.filter(({ phase }) => phase === 'NEXT').map((line) => line.text)).toEqual([text]);
});

describe('what is and what comes', () => {
  const linesOf = (status: VerificationStatus, language: 'zh' | 'en') =>
    verificationTimeline(
      { state: verificationIn(status), employerName: '示范单位', entries: [] },
      { is: 'MEMBER', language },
    );
  const [expires, expiresEn] = ['逾期认证失效', 'The verification expires if nothing is done'];
  const again = [['可重新申请认证', 'You may begin a new verification', null]] as const;
  const next: Record<VerificationStatus, readonly (readonly [zh: string, en: string, at: string | null])[]> = {
    SENDING: [
      ['到账后由单位填写收到的金额', 'Once it has arrived, the unit enters the amount', null],
      ['银行逾期未确认，视为汇款未成功', 'The transfer counts as failed if not confirmed', waits.SENDING],
    ],
    AWAITING_AMOUNT: [
      ['金额一致即认证通过', 'The right amount verifies the unit', null],
      [expires, expiresEn, waits.AWAITING_AMOUNT],
    ],
    BANK_FAILED: [[expires, expiresEn, waits.BANK_FAILED]],
    AWAITING_REVIEW: [
      [
        '一般于此时间前审核，结果短信通知',
        'Usually reviewed by then; a text message tells the result',
        review.remindAt,
      ],
    ],
    NEEDS_SUPPLEMENT: [
      ['补传后由工作人员重新审核', 'Once handed in, the staff review it again', null],
      [expires, expiresEn, waits.NEEDS_SUPPLEMENT],
    ],
    REJECTED: again,
    AMOUNT_FAILED: again,
    EXPIRED: again,
    WITHDRAWN: again,
    VERIFIED: [],
  };

  test.each(verificationStatusCodes)('%s', (status) => {
    for (const language of ['zh', 'en'] as const) {
      const comes = linesOf(status, language).filter(({ phase }) => phase === 'NEXT');
      expect(comes).toEqual(
        next[status].map(([zh, en, when]) => ({
          ...{ phase: 'NEXT', at: when, seq: null, who: null, text: language === 'zh' ? zh : en },
        })),
      );
    }
  });

  test.each(verificationStatusCodes)('%s: what is waited for is what the one function says', (status) => {
    const wait = explainWait({ kind: 'EMPLOYER_VERIFICATION', state: verificationIn(status) }, 'zh');
    const now = linesOf(status, 'zh').filter(({ phase }) => phase === 'NOW');
    expect(now).toEqual(
      wait === null
        ? []
        : [
            {
              ...{ phase: 'NOW', at: wait.since, seq: null, text: wait.explanation },
              who: { role: wait.who, name: wait.who === 'EMPLOYER' ? '示范单位' : null },
            },
          ],
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import {
  fillMessage,
  formatInstant,
  placeholdersOf,
  smsSignNameMax,
  writeSms,
  type MessageValues,
} from './messages.ts';
import { codeDigits } from './one-time-codes.ts';
import { bankFailureReasonCodes } from './vocabulary/bank-failure-reason.ts';
import { invalidationReasonCodes } from './vocabulary/invalidation-reason.ts';
import { reviewReasonCodes } from './vocabulary/review-reason.ts';
import { terminationReasonCodes } from './vocabulary/termination-reason.ts';
import { verificationRejectReasonCodes } from './vocabulary/verification-reject-reason.ts';
import { messagePlaceholders, messageTemplates, type MessageCode } from './vocabulary/messages.ts';
import { smsTemplates } from './vocabulary/sms-templates.ts';

const codes = Object.keys(messageTemplates) as MessageCode[];
const smsCharactersMax = 70;
/** What a provider puts in front of every SMS, which counts; as long as the configuration allows. */
const signature = `【${'签'.repeat(smsSignNameMax)}】`;
const long: Required<MessageValues> = {
  employerName: '华北示范新能源科技有限公司',
  graduateName: '阿依古丽·买买提',
  positionTitle: '软件开发工程师',
  respondBy: '2026-12-31T15:59:59.000Z',
  schoolName: '示范理工职业技术大学',
  collegeName: '计算机科学与技术学院',
  agreementNo: '2027990010000001X',
  reason: 'OTHER_DESTINATION_REGISTERED',
  stage: 'COLLEGE',
  expectedBy: '2026-12-31T09:59:59.000Z',
  triesLeft: '2',
  field: 'major',
  shouldBe: '软件工程（中外合作）',
  idNumberMasked: '990100********0023',
  note: '录取通知书上如此',
  newTasks: '1280',
  openTasks: '12800',
};

const allReasons = [
  ...[...reviewReasonCodes, ...invalidationReasonCodes, ...terminationReasonCodes],
  ...[...verificationRejectReasonCodes, ...bankFailureReasonCodes],
];

test('an instant is written as it is read in Shanghai', () => {
  expect(formatInstant('2026-11-29T15:59:59.000Z')).toBe('11月29日23:59');
  expect(formatInstant('2026-12-31T16:05:00.000Z')).toBe('1月1日00:05');
  expect(formatInstant('2026-11-29T15:59:59.000Z', 'en')).toBe('29 Nov 23:59');
});

describe.each(codes)('%s', (code) => {
  test('holds known placeholders only, the same in both languages', () => {
    const names = (text: string) => [...text.matchAll(/\{(.*?)\}/g)].map(([, name]) => name).sort();
    const { zh, en } = messageTemplates[code];
    expect(names(zh)).toEqual(names(en));
    expect(messagePlaceholders).toEqual(expect.arrayContaining(placeholdersOf(code)));
  });

  test('leaves no placeholder and no code in either language', () => {
    expect(fillMessage(code, 'zh', long)).not.toMatch(/[{}]|[A-Z]{3}|undefined/);
    expect(fillMessage(code, 'en', long)).not.toMatch(/[{}]|[A-Z]{3}|undefined|NaN/);
  });

  test('fits one SMS with long values and the signature of the provider', () => {
    expect([...(signature + fillMessage(code, 'zh', long))].length).toBeLessThanOrEqual(smsCharactersMax);
  });

  test('fits one SMS with names as long as they may be, of which enough is left to know who is meant', () => {
    const sizes = { employerName: 100, graduateName: 50, schoolName: 100, collegeName: 100, positionTitle: 50 };
    for (const character of ['很', '\u{20BB7}']) {
      const names = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, character.repeat(size)]));
      for (const reason of placeholdersOf(code).includes('reason') ? allReasons : ['OTHER']) {
        const { text, parameters } = writeSms(code, { ...long, ...names, reason });
        expect((signature + text).length).toBeLessThanOrEqual(smsCharactersMax);
        for (const { name, value } of parameters.filter((each) => each.name in sizes)) {
          expect([code, name, value]).toEqual([code, name, expect.stringMatching(new RegExp(`^${character}+…$`, 'u'))]);
          expect([code, reason, name, value.length >= 6]).toEqual([code, reason, name, true]);
        }
      }
    }
  });

  test('is not sent with a hole: a missing value is named', () => {
    for (const name of placeholdersOf(code)) {
      const rest = Object.fromEntries(Object.entries(long).filter(([other]) => other !== name));
      expect(() => fillMessage(code, 'zh', rest)).toThrow(`${code} needs ${name}`);
      expect(() => fillMessage(code, 'zh', { ...long, [name]: '' })).toThrow(name);
    }
  });
});

const codeTemplates = Object.entries(smsTemplates).filter(([name]) => !(name in messageTemplates));

test.each(codeTemplates)('%s fits one SMS with a code and the signature', (_, text) => {
  const sent = text.replace('{code}', '1'.repeat(codeDigits)).replace('{minutes}', '60');
  expect(sent).not.toMatch(/[{}]/);
  expect([...(signature + sent)].length).toBeLessThanOrEqual(smsCharactersMax);
});

test('what asks a graduate to answer says until when', () => {
  const asking: MessageCode[] = ['INVITATION_SENT', 'INVITATION_SENT_NO_ACCOUNT', 'INVITATION_REMINDER'];
  expect(asking.every((code) => fillMessage(code, 'zh', long).includes('12月31日23:59'))).toBe(true);
});

test('codes are written out in the language of the message', () => {
  const values = { ...long, reason: 'MATERIAL_MISSING', stage: 'SCHOOL' };
  expect(fillMessage('REVIEW_REJECTED_GRADUATE', 'zh', values)).toContain('未通过学校审核（材料不全）');
  expect(fillMessage('REVIEW_REJECTED_GRADUATE', 'en', values)).toContain('(School review: Material is missing)');
});

test('what goes into a template is what the text says, value by value and in its order', () => {
  const { template, text, parameters } = writeSms('REVIEW_REJECTED_GRADUATE', { ...long, reason: 'OTHER' });
  expect(template).toBe('REVIEW_REJECTED_GRADUATE');
  expect(parameters).toEqual([
    { name: 'employerName', value: long.employerName },
    { name: 'stage', value: '学院审核' },
    { name: 'reason', value: '其他' },
  ]);
  const written = parameters.reduce(
    (sofar, { name, value }) => sofar.replace(`{${name}}`, value),
    messageTemplates.REVIEW_REJECTED_GRADUATE.zh as string,
  );
  expect(text).toBe(written);
});

test('no text names a value twice: a gateway would ask for it twice', () => {
  for (const { zh } of Object.values(messageTemplates)) {
    const names = [...zh.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(names).toEqual([...new Set(names)]);
  }
});

test('a name that looks like a placeholder stays a name', () => {
  expect(fillMessage('INVITATION_WITHDRAWN', 'zh', { employerName: '{respondBy}' })).toContain('{respondBy}');
});

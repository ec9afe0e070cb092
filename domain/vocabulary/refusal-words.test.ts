import { describe, expect, test } from '@jest/globals';
import { refusalFields, refusalWords } from './refusal-words.ts';
import { terminationRuleNames } from './termination-rule.ts';

describe('a refusal by a rule of the school', () => {
  const code = 'TERMINATION_NOT_ALLOWED_BY_SCHOOL';
  test.each(terminationRuleNames)('says which: $code', ({ code: rule, zh }) => {
    expect(refusalWords(code, { rule })?.zh).toContain(zh);
  });

  test('for want of a letter names the field and sends nobody to the school', () => {
    expect(refusalWords(code, { rule: 'LETTER' })?.zh).toBe('须上传解约函等附件，请上传后再提交。');
    expect(refusalFields(code, { rule: 'LETTER' })).toEqual([{ pointer: '/fileIds', code: 'REQUIRED' }]);
    expect(refusalFields(code, { rule: 'PERIOD' })).toEqual([]);
  });
});

test('a wrong amount says how many tries are left, and asks for no other when there is none', () => {
  expect(refusalWords('AMOUNT_MISMATCH', { triesLeft: 2 })?.zh).toContain('还可填写2次');
  const last = refusalWords('AMOUNT_MISMATCH', { triesLeft: 0 });
  expect(last?.zh).toContain('本次认证未通过');
  expect(last?.zh).not.toContain('重新填写');
});

test('a window that the cohort does not outlast says how long one may be, and names the field; where none fits, neither', () => {
  expect(refusalWords('COHORT_CLOSED', { windowDaysMax: 6 })?.zh).toContain('最长6天');
  expect(refusalFields('COHORT_CLOSED', { windowDaysMax: 6 })).toEqual([
    { pointer: '/responseWindowDays', code: 'OUT_OF_RANGE', bound: { atLeast: 1, atMost: 6 } },
  ]);
  expect(refusalWords('COHORT_CLOSED', { windowDaysMax: 0 })?.zh).toContain('不能再发起邀请');
  expect(refusalFields('COHORT_CLOSED', { windowDaysMax: 0 })).toEqual([]);
  expect(refusalWords('COHORT_CLOSED', {})).toBeUndefined();
});

test('any other refusal is said by its code alone', () => {
  expect(refusalWords('ACTION_NOT_ALLOWED', { rule: 'LETTER', triesLeft: 1 })).toBeUndefined();
  expect(refusalFields('ACTION_NOT_ALLOWED', { rule: 'LETTER' })).toEqual([]);
});

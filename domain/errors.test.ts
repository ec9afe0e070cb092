import { describe, expect, test } from '@jest/globals';
import { DomainError, errorTable } from './errors.ts';
import { fieldErrorTable, fieldErrorWords } from './field-errors.ts';

describe('the error table', () => {
  test.each(Object.entries(errorTable))(
    '%s has a status of its kind and a whole sentence in both languages',
    (code, row) => {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect([400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429, 500, 503]).toContain(row.status);
      expect(row.zh).toMatch(/。$/);
      expect(row.en).toMatch(/^[A-Z].*\.$/);
    },
  );

  test('an error carries its code and nothing of its extra in the message', () => {
    const error = new DomainError('AMOUNT_MISMATCH', { triesLeft: 2 });
    expect(error).toBeInstanceOf(Error);
    expect([error.message, error.code, error.extra]).toEqual(['AMOUNT_MISMATCH', 'AMOUNT_MISMATCH', { triesLeft: 2 }]);
  });
});

test.each(Object.entries(fieldErrorTable))('the field code %s is told in both languages', (code, row) => {
  expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  expect(row.zh).toMatch(/。$/);
  expect(row.en).toMatch(/^[A-Z].*\.$/);
});

describe('a field error tells', () => {
  test.each([
    ['TOO_SHORT', { atLeast: 8, atMost: 20 }, '请至少填写 8 个字符。', 'Please write at least 8 characters.'],
    ['TOO_LONG', { atLeast: 8, atMost: 20 }, '最多 20 个字符，请缩短。', 'Please write at most 20 characters.'],
    ['TOO_FEW', { atLeast: 1 }, '请至少提供 1 项。', 'Please give at least 1.'],
    ['TOO_MANY', { atMost: 3 }, '最多 3 项，请减少。', 'Please give at most 3.'],
    ['OUT_OF_RANGE', { atLeast: 1, atMost: 100 }, '应为 1 至 100。', 'This must be from 1 to 100.'],
    ['OUT_OF_RANGE', { atLeast: 0 }, '不能小于 0。', 'This must be at least 0.'],
    ['OUT_OF_RANGE', { atMost: 99 }, '不能大于 99。', 'This must be at most 99.'],
  ] as const)('%s with its bound %j', (code, bound, zh, en) => {
    expect([fieldErrorWords(code, bound, 'zh'), fieldErrorWords(code, bound, 'en')]).toEqual([zh, en]);
  });

  test.each([
    ['TOO_LONG', {}],
    ['TOO_LONG', { atLeast: 8 }],
    ['OUT_OF_RANGE', {}],
    ['REQUIRED', { atLeast: 8 }],
  ] as const)('%s without the bound that matters what it is: %j', (code, bound) => {
    expect(fieldErrorWords(code, bound, 'zh')).toBe(fieldErrorTable[code].zh);
  });
});

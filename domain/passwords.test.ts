import { expect, test } from '@jest/globals';
import { passwordFlaw } from './passwords.ts';

test.each([
  ['Demo-2026!', null],
  ['Abcdefg1', null],
  ['abcdefg1!', null],
  ['ABCDEFG1!', null],
  ['密码密码Aa密码密码', null],
  ['Aa1!Aa1!Aa1!Aa1!Aa1!', null],
  ['Aa1!Aa1', 'TOO_SHORT'],
  ['', 'TOO_SHORT'],
  ['Aa1!Aa1!Aa1!Aa1!Aa1!x', 'TOO_LONG'],
  ['abcdefgh1', 'TOO_SIMPLE'],
  ['ABCDEFGH', 'TOO_SIMPLE'],
  ['12345678!', 'TOO_SIMPLE'],
  ['密码密码密码密码1', 'TOO_SIMPLE'],
  ['Abcdefg1\u0000', 'WRONG_FORMAT'],
])('%j: %s', (password, flaw) => {
  expect(passwordFlaw(password)).toBe(flaw);
});

test('a rare character counts once', () => {
  expect(passwordFlaw(`${'𠮷'.repeat(17)}Aa1`)).toBeNull();
});

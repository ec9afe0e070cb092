import { expect, test } from '@jest/globals';
import { passwordCharacters, passwordFlaw } from './passwords.ts';

const flawOf = (password: string) => passwordFlaw(password, passwordCharacters);

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
  expect(flawOf(password)).toBe(flaw);
});

test('a rare character counts once', () => {
  expect(flawOf(`${'𠮷'.repeat(17)}Aa1`)).toBeNull();
});

test('how long one may be is given', () => {
  const lengths = { min: 10, max: 12 };
  expect(['Abcdefg1!', 'Abcdefgh1!', 'Abcdefghi123!'].map((password) => passwordFlaw(password, lengths))).toEqual([
    'TOO_SHORT',
    null,
    'TOO_LONG',
  ]);
});

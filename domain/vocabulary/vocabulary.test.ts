import { describe, expect, test } from '@jest/globals';
import { vocabulary } from './all.ts';
import { reviewStageCodes } from './review-stage.ts';
import { signingStatuses } from './signing-status.ts';
import { codesOf, labelOf, type Term } from './term.ts';

const lists: [string, readonly Term[]][] = Object.entries(vocabulary);

describe.each(lists)('%s', (name, terms) => {
  test('has each code once, with a label in both languages', () => {
    expect(new Set(terms.map(({ code }) => code)).size).toBe(terms.length);
    expect(terms.every(({ zh, en }) => zh.trim() !== '' && en.trim() !== '' && !/\p{Script=Han}/u.test(en))).toBe(true);
  });

  test('has codes in capitals, or as the contract or a national list writes them', () => {
    const form = name === 'apiTokenScope' ? /^[a-z]+$/ : /^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*|\d{2,3})$/;
    expect(terms.every(({ code }) => form.test(code))).toBe(true);
  });
});

test.each([
  ['unitType', 13],
  ['gbIndustrySection', 21],
  ['positionCategory', 18],
  ['educationLevel', 10],
  ['signingStatus', 10],
  ['signingTab', 7],
  ['terminationStatus', 9],
  ['terminationReason', 14],
  ['verificationStatus', 10],
  ['invalidationReason', 6],
  ['bindingReason', 7],
  ['destinationCategory', 18],
] as const)('%s has the %d entries of its source', (name, size) => {
  expect(vocabulary[name]).toHaveLength(size);
});

test('codes keep their order and their literal types', () => {
  const stages: readonly ['COLLEGE', 'SCHOOL'] = reviewStageCodes;
  expect(codesOf(signingStatuses)[0]).toBe('AWAITING_GRADUATE');
  expect(stages).toEqual(['COLLEGE', 'SCHOOL']);
});

test('a code is read in the language asked for, and an unknown one as it is', () => {
  expect(labelOf(signingStatuses, 'SIGNED')).toBe('签约完成');
  expect(labelOf(signingStatuses, 'SIGNED', 'en')).toBe('Signed');
  expect(labelOf(signingStatuses, 'NEVER')).toBe('NEVER');
});

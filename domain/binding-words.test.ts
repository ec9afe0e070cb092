import { expect, test } from '@jest/globals';
import { bindingTexts } from './binding-words.ts';
import { bindingReasonCodes } from './vocabulary/binding-reason.ts';

test.each(bindingReasonCodes)(
  '%s tells the graduate in whole sentences what stands in the way and what to do',
  (code) => {
    const [[zh = ''], [en = '']] = [bindingTexts([code], 'zh'), bindingTexts([code], 'en')];
    expect(zh).toMatch(/^(您|学校).{8,}。.{8,}。$/);
    expect(en).toMatch(/^(You|Your) .{20,}\.$/);
  },
);

test('each reason has words of its own, in the order of the reasons', () => {
  const all = bindingTexts(bindingReasonCodes, 'zh');
  expect(new Set(all).size).toBe(bindingReasonCodes.length);
  expect(bindingTexts(bindingReasonCodes.toReversed(), 'zh')).toEqual(all.toReversed());
});

test('a lock leaves declining open, unless another signing closes it', () => {
  expect(bindingTexts(['SCHOOL_LOCK'], 'zh')[0]).toContain('可以拒绝');
  expect(bindingTexts(['SIGNED_ELSEWHERE', 'SCHOOL_LOCK'], 'zh').join('')).not.toContain('可以拒绝');
  expect(bindingTexts(['SIGNED_ELSEWHERE', 'SCHOOL_LOCK'], 'en').join('')).not.toContain('only decline');
});

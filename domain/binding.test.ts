import { describe, expect, test } from '@jest/globals';
import { acceptanceRefusal, bindingReasons, isViewOnly, type GraduateGround } from './binding.ts';
import { bindingReasonCodes, type BindingReason } from './vocabulary/binding-reason.ts';

const free: GraduateGround = { trainingMode: 'ORDINARY', schoolLocked: false, otherDestination: false, binding: null };

describe('why a graduate cannot accept', () => {
  test.each<[string, Partial<GraduateGround>, BindingReason[]]>([
    ['nothing stands in the way', {}, []],
    ['accepted elsewhere', { binding: { isThisSigning: false, isSigned: false } }, ['ACCEPTED_ELSEWHERE']],
    ['signed elsewhere', { binding: { isThisSigning: false, isSigned: true } }, ['SIGNED_ELSEWHERE']],
    ['bound by the very signing that is asked about', { binding: { isThisSigning: true, isSigned: true } }, []],
    ['directed training', { trainingMode: 'DIRECTED' }, ['DIRECTED']],
    ['commissioned training', { trainingMode: 'COMMISSIONED' }, ['COMMISSIONED']],
    ['locked by the school', { schoolLocked: true }, ['SCHOOL_LOCK']],
    ['another destination', { otherDestination: true }, ['OTHER_DESTINATION']],
    [
      'all at once',
      {
        binding: { isThisSigning: false, isSigned: true },
        trainingMode: 'DIRECTED',
        schoolLocked: true,
        otherDestination: true,
      },
      ['SIGNED_ELSEWHERE', 'DIRECTED', 'SCHOOL_LOCK', 'OTHER_DESTINATION'],
    ],
  ])('%s', (_, ground, reasons) => {
    expect(bindingReasons({ ...free, ...ground })).toEqual(reasons);
  });
});

test('a signing elsewhere makes an invitation view-only, any other reason leaves the refusal open', () => {
  expect(bindingReasonCodes.filter((reason) => isViewOnly([reason]))).toEqual([
    'ACCEPTED_ELSEWHERE',
    'SIGNED_ELSEWHERE',
  ]);
  expect(isViewOnly(['SCHOOL_LOCK', 'ACCEPTED_ELSEWHERE'])).toBe(true);
  expect(isViewOnly([])).toBe(false);
});

test('accepting is refused as locked for the lock of the school and the training modes, else as bound', () => {
  const refusals = Object.fromEntries(bindingReasonCodes.map((reason) => [reason, acceptanceRefusal([reason])]));
  expect(refusals).toEqual({
    ACCEPTED_ELSEWHERE: 'GRADUATE_BOUND',
    SIGNED_ELSEWHERE: 'GRADUATE_BOUND',
    DIRECTED: 'GRADUATE_LOCKED',
    COMMISSIONED: 'GRADUATE_LOCKED',
    SCHOOL_LOCK: 'GRADUATE_LOCKED',
    OTHER_DESTINATION: 'GRADUATE_BOUND',
    OUT_OF_SCOPE: 'GRADUATE_BOUND',
  });
  expect(acceptanceRefusal(['SIGNED_ELSEWHERE', 'DIRECTED'])).toBe('GRADUATE_LOCKED');
  expect(acceptanceRefusal([])).toBeNull();
});

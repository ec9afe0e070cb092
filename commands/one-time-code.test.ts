import { describe, expect, test } from '@jest/globals';
import { codeAddress, codeOfStep, newCodeSecret, stepAt, stepOfCode } from './one-time-code.ts';

/** `12345678901234567890` in base32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

// Source: RFC 6238, appendix B, SHA-1; its codes have eight digits, ours are the last six.
test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('at %d seconds the code is that of the RFC', (seconds, code) => {
  expect(codeOfStep(secret, stepAt(seconds))).toBe(code.slice(2));
});

describe('a code is taken', () => {
  const now = 1_800_000_015;
  const step = stepAt(now);

  test.each([-1, 0, 1])('from the step %d away from now', (away) => {
    expect(stepOfCode(secret, codeOfStep(secret, step + away), now)).toBe(step + away);
  });

  test.each([-2, 2])('not from the step %d away', (away) => {
    expect(stepOfCode(secret, codeOfStep(secret, step + away), now)).toBeUndefined();
  });

  test.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('not when it is %j', (code) => {
    expect(stepOfCode(secret, code, now)).toBeUndefined();
  });
});

test('a new secret is 160 bits that nobody had before', () => {
  const secrets = Array.from({ length: 50 }, newCodeSecret);
  expect(new Set(secrets).size).toBe(50);
  expect(secrets.every((each) => /^[A-Z2-7]{32}$/.test(each))).toBe(true);
});

test('the address for the app carries issuer, name and secret', () => {
  expect(codeAddress(secret, '签约平台', 'administrator')).toBe(
    `otpauth://totp/administrator?secret=${secret}&issuer=${encodeURIComponent('签约平台')}`,
  );
});

import { describe, expect, test } from '@jest/globals';
import { signingIn } from '../tests/support/signing-states.ts';
import { terminationIn } from '../tests/support/termination-states.ts';
import { verificationIn } from '../tests/support/verification-states.ts';
import { isOpen as isOpenVerification } from './employer-verification-state.ts';
import { explainWait, type AnyProcess } from './explain-wait.ts';
import { formatInstant } from './messages.ts';
import { isOpen as isOpenSigning } from './signing.ts';
import { isOpen as isOpenTermination } from './termination-state.ts';
import { signingStatusCodes } from './vocabulary/signing-status.ts';
import { terminationStatusCodes } from './vocabulary/termination-status.ts';
import { verificationStatusCodes } from './vocabulary/verification-status.ts';

const noticeEnds = '2026-10-31T15:59:59.000Z';
const processes: [name: string, process: AnyProcess, isOpen: boolean][] = [
  ...signingStatusCodes.map((status): [string, AnyProcess, boolean] => [
    `SIGNING ${status}`,
    { kind: 'SIGNING', state: signingIn(status) },
    isOpenSigning(status),
  ]),
  ...terminationStatusCodes.map((status): [string, AnyProcess, boolean] => [
    `TERMINATION ${status}`,
    { kind: 'TERMINATION', state: terminationIn(status) },
    isOpenTermination(status),
  ]),
  [
    'TERMINATION on notice',
    { kind: 'TERMINATION', state: terminationIn('SCHOOL_REVIEW', { review: null, effectiveAt: noticeEnds }) },
    true,
  ],
  ...verificationStatusCodes.map((status): [string, AnyProcess, boolean] => [
    `EMPLOYER_VERIFICATION ${status}`,
    { kind: 'EMPLOYER_VERIFICATION', state: verificationIn(status) },
    isOpenVerification(status),
  ]),
];

describe('why is it waiting? has an answer for every process that is open, and for no other', () => {
  test.each(processes)('%s', (_, process, isOpen) => {
    for (const language of ['zh', 'en'] as const) {
      const wait = explainWait(process, language);
      expect(wait !== null).toBe(isOpen);
      if (wait === null) continue;
      // For what, since when, and what comes when nobody acts: its own deadline, or that nothing decides by itself.
      expect(wait.explanation).toContain(formatInstant(wait.since, language));
      if (wait.until === null) expect(wait.explanation).toMatch(/不会自动通过或不通过|nothing is decided by itself/);
      else expect(wait.explanation).toContain(formatInstant(wait.until, language));
      expect(wait.explanation).not.toMatch(/NaN|undefined|null|[{}]/);
    }
  });
});

test('says it in whole sentences', () => {
  expect(explainWait({ kind: 'SIGNING', state: signingIn('AWAITING_GRADUATE') }, 'zh')?.explanation).toBe(
    '自9月21日10:00起等待学生应约；9月28日23:59前未回应，签约失败，单位可再次发起。',
  );
  expect(explainWait({ kind: 'TERMINATION', state: terminationIn('AWAITING_COUNTERPARTY') }, 'zh')?.explanation).toBe(
    '自9月21日10:00起等待毕业生回应解约申请；10月6日23:59前未回应，解约失败，协议仍然有效，申请方可申请学校调解。',
  );
});

import { expect, test } from '@jest/globals';
import { signingCommands, factsWith, signingIn } from '../tests/support/signing-states.ts';
import { agreementStateOf, effectsOf, normaliseCheckCode, spacedCheckCode } from './agreement.ts';
import { decide } from './signing.ts';

test('an agreement stands as its signing does', () => {
  expect((['SIGNED', 'TERMINATED', 'INVALIDATED'] as const).map(agreementStateOf)).toEqual([
    'IN_FORCE',
    'TERMINATED',
    'INVALIDATED',
  ]);
});

test('a document is made once a signing is signed, and by no earlier approval', () => {
  const approve = (status: 'COLLEGE_REVIEW' | 'SCHOOL_REVIEW', actorLevel: 'COLLEGE' | 'SCHOOL') => {
    const decision = decide(signingIn(status), signingCommands.approve, factsWith({ actorLevel }));
    if (!('event' in decision)) throw new Error('refused');
    return [decision.event.type, effectsOf(decision.event)];
  };
  expect(approve('COLLEGE_REVIEW', 'COLLEGE')).toEqual(['stageApproved', []]);
  expect(approve('SCHOOL_REVIEW', 'SCHOOL')).toEqual(['signed', [{ kind: 'AGREEMENT', recipient: 'document' }]]);
});

test('a check code is read however it was copied, and printed in groups', () => {
  for (const typed of ['3f2a 91bc 77d0', '3F2A-91BC-77D0', ' ３Ｆ２Ａ91BC77D0 '])
    expect(normaliseCheckCode(typed)).toBe('3F2A91BC77D0');
  expect(spacedCheckCode('3F2A91BC77D0')).toBe('3F2A 91BC 77D0');
});

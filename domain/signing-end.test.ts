import { expect, test } from '@jest/globals';
import { inWindow as at, signingIn as stateIn } from '../tests/support/signing-states.ts';
import { endedBy } from './signing-end.ts';
import { signingStatusCodes } from './vocabulary/signing-status.ts';

const end = { terminationId: 't', at, invalidation: null };

test('what is signed is terminated, or invalid where its ground was void', () => {
  const signed = stateIn('SIGNED');
  expect(endedBy(signed, end)).toEqual({ type: 'terminated', at, terminationId: 't' });
  expect(endedBy(signed, { ...end, invalidation: 'GRADUATE_RECORD_REMOVED' })).toEqual({
    ...{ type: 'invalidated', at, reason: 'GRADUATE_RECORD_REMOVED', terminationId: 't' },
  });
});

test.each(signingStatusCodes.filter((status) => status !== 'SIGNED'))('nothing %s is ended so', (status) => {
  expect(() => endedBy(stateIn(status), end)).toThrow('Only what is signed can be terminated');
});

import { expect, test } from '@jest/globals';
import { claimRefusal, holds, type ClaimFacts } from './claims.ts';

const now = '2026-11-02T02:00:00.000Z';
const later = '2026-11-02T02:30:00.000Z';
const free: ClaimFacts = { status: 'AWAITING_REVIEW', claim: null, reviewerIsPartial: false, now };

test.each<[string, Partial<ClaimFacts>, string | null]>([
  ['a free case is taken', {}, null],
  ['one’s own is prolonged', { claim: { accountId: 'me', until: later } }, null],
  ['another’s is left alone', { claim: { accountId: 'other', until: later } }, 'CLAIM_HELD'],
  ['another’s that is over is taken over', { claim: { accountId: 'other', until: now } }, null],
  ['a case that waits for the unit is nobody’s', { status: 'NEEDS_SUPPLEMENT' }, 'ACTION_NOT_ALLOWED'],
  ['a decided case is nobody’s', { status: 'VERIFIED' }, 'ACTION_NOT_ALLOWED'],
  ['whoever has a part in it leaves it', { reviewerIsPartial: true }, 'REVIEWER_PARTIAL'],
])('%s', (_, facts, refusal) => {
  expect(claimRefusal('me', { ...free, ...facts })).toBe(refusal);
});

test('a claim is held by one reviewer, to the instant before its end', () => {
  expect(holds('me', { accountId: 'me', until: later }, now)).toBe(true);
  expect(holds('other', { accountId: 'me', until: later }, now)).toBe(false);
  expect(holds('me', { accountId: 'me', until: now }, now)).toBe(false);
  expect(holds('me', null, now)).toBe(false);
});

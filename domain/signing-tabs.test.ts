import { describe, expect, test } from '@jest/globals';
import { countTabs, isOfTerminations, pairsIn, tabsOf } from './signing-tabs.ts';
import { isFailed, isOpen } from './termination-state.ts';
import { signingStatusCodes } from './vocabulary/signing-status.ts';
import { signingTabCodes } from './vocabulary/signing-tab.ts';
import { terminationStatusCodes } from './vocabulary/termination-status.ts';

describe('the tabs of a signing', () => {
  test('are one for every status that no termination touches', () => {
    const shown = signingStatusCodes.flatMap((status) => tabsOf(status, null));
    expect(new Set(shown)).toEqual(new Set(['SIGNING', 'SIGNED', 'SIGNING_FAILED', 'TERMINATED', 'INVALIDATED']));
    expect(shown).toHaveLength(signingStatusCodes.length);
  });

  test('are TERMINATING alone while one is open, and SIGNED and TERMINATION_FAILED once it has failed', () => {
    for (const status of terminationStatusCodes.filter(isOpen))
      expect([status, tabsOf('SIGNED', status)]).toEqual([status, ['TERMINATING']]);
    for (const status of terminationStatusCodes.filter(isFailed))
      expect([status, tabsOf('SIGNED', status)]).toEqual([status, ['SIGNED', 'TERMINATION_FAILED']]);
  });

  test('are TERMINATED or INVALIDATED alone once the agreement has ended, whatever was tried before', () => {
    for (const status of [null, ...terminationStatusCodes])
      expect([tabsOf('TERMINATED', status), tabsOf('INVALIDATED', status)]).toEqual([['TERMINATED'], ['INVALIDATED']]);
  });
});

describe('a filter', () => {
  test('by a tab leaves exactly the pairs that stand in it', () => {
    for (const tab of signingTabCodes)
      for (const [signing, termination] of pairsIn({ tab })) expect(tabsOf(signing, termination)).toContain(tab);
    expect(signingTabCodes.every((tab) => pairsIn({ tab }).length > 0)).toBe(true);
  });

  test('by a status is about the termination in the three tabs of terminations, and about the signing elsewhere', () => {
    expect(signingTabCodes.filter(isOfTerminations)).toEqual(['TERMINATING', 'TERMINATED', 'TERMINATION_FAILED']);
    expect(pairsIn({ tab: 'TERMINATING', status: 'SCHOOL_REVIEW' })).toEqual([['SIGNED', 'SCHOOL_REVIEW']]);
    expect(pairsIn({ tab: 'TERMINATION_FAILED', status: 'REJECTED' })).toEqual([['SIGNED', 'REJECTED']]);
    expect(pairsIn({ tab: 'TERMINATING', status: 'SIGNED' })).toEqual([]);
    expect(pairsIn({ tab: 'SIGNED', status: 'REJECTED' })).toEqual([]);
    expect(pairsIn({ status: 'SCHOOL_REVIEW' }).every(([signing]) => signing === 'SCHOOL_REVIEW')).toBe(true);
  });
});

test('counters count a signed agreement whose termination has failed in both of its tabs', () => {
  const counters = countTabs([
    { signing: 'SIGNED', termination: null, count: 2 },
    { signing: 'SIGNED', termination: 'WITHDRAWN', count: 3 },
    { signing: 'SIGNED', termination: 'SCHOOL_REVIEW', count: 4 },
    { signing: 'TERMINATED', termination: 'TERMINATED', count: 5 },
  ]);
  expect(counters).toEqual({
    ...{ SIGNING: 0, SIGNED: 5, SIGNING_FAILED: 0, TERMINATING: 4 },
    ...{ TERMINATED: 5, TERMINATION_FAILED: 3, INVALIDATED: 0 },
  });
});

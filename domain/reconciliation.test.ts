import { describe, expect, test } from '@jest/globals';
import { plusSeconds } from './calendar.ts';
import { assess, keptFindingsMax, type Finding } from './reconciliation.ts';

const now = '2026-11-22T08:00:00.000Z';
const finding = (thingId: string): Finding => ({ thingId, processId: thingId, detail: null });
const foundAt = (thingId: string, secondsAgo: number) => ({
  ...finding(thingId),
  since: plusSeconds(now, -secondsAgo),
});

describe('what a check calls people for', () => {
  test('is at once what nothing can set going', () => {
    const check = assess(
      'STRAY_BINDING',
      { found: 2, repaired: 0, findings: ['a', 'b'].map(finding) },
      { now, before: [] },
    );
    expect(check).toMatchObject({ found: 2, repaired: 0, alarms: 2, checkedAt: now });
  });

  test.each([
    ['that was found for the first time', [], 0],
    ['that was found a moment ago, when somebody pressed the button', [foundAt('a', 60)], 0],
    ['that the check of the hour before had set going already', [foundAt('a', 3_600)], 1],
    ['that was set going just as long ago as a repair may take', [foundAt('a', 1_800)], 1],
    ['of another thing', [foundAt('b', 3_600)], 0],
  ])('is not what was set going, but for one %s', (_, before, alarms) => {
    const result = { found: 1, repaired: 1, findings: [finding('a')] };
    expect(assess('MISSING_WORKFLOW', result, { now, before }).alarms).toBe(alarms);
  });

  test('is what the engine did not take', () => {
    const result = { found: 3, repaired: 1, findings: ['a', 'b', 'c'].map(finding) };
    expect(assess('UNDECIDED_COMMAND', result, { now, before: [] }).alarms).toBe(2);
  });
});

test('a finding is kept with the moment it was first found, by what it is about and what is said of it', () => {
  const before = [foundAt('a', 7_200), { ...foundAt('b', 7_200), detail: 'REMIT' }];
  const { findings } = assess(
    'UNDONE_EFFECT',
    { found: 2, repaired: 2, findings: [finding('a'), finding('b')] },
    { now, before },
  );
  expect(findings.map(({ since }) => since)).toEqual([plusSeconds(now, -7_200), now]);
});

test('of very many the first are kept and all are counted', () => {
  const findings = Array.from({ length: keptFindingsMax + 1 }, (_, i) => finding(`${i}`));
  const check = assess('STRAY_BINDING', { found: 7_000, repaired: 0, findings }, { now, before: [] });
  expect([check.findings.length, check.found, check.alarms]).toEqual([keptFindingsMax, 7_000, 7_000]);
});

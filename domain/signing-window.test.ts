import { expect, test } from '@jest/globals';
import { factsWith, signingCommands as commands } from '../tests/support/signing-states.ts';
import { decide } from './signing.ts';

test.each([
  ['2026-11-09', 7, 'invited'],
  ['2026-11-08', 7, 6],
  ['2026-11-03', 1, 'invited'],
  ['2026-11-02', 1, 0],
  ['2026-11-01', 1, 0],
] as const)('with a cohort that closes on %s, a window of %s days sent on 2 November is: %s', (lastDay, days, told) => {
  const command = { ...commands.invite, responseWindowDays: days };
  const decision = decide(null, command, factsWith({ now: '2026-11-02T02:00:00.000Z', cohortClosesOn: lastDay }));
  const refused = { refusal: 'COHORT_CLOSED', extra: { windowDaysMax: told } };
  if (told === 'invited') expect(decision).toMatchObject({ event: { type: told } });
  else expect(decision).toEqual(refused);
});

test('what is sent in the last second of a day counts as sent the day after', () => {
  const facts = { now: '2026-11-02T15:59:59.500Z', cohortClosesOn: '2026-11-09' };
  expect(decide(null, commands.invite, factsWith(facts))).toMatchObject({ extra: { windowDaysMax: 6 } });
});

test('a window in seconds, of the sandbox, is not a matter of days', () => {
  const facts = { now: '2026-11-02T02:00:00.000Z', cohortClosesOn: '2026-11-02' };
  const command = { ...commands.invite, sandboxDeadlineSeconds: 2 };
  expect(decide(null, command, factsWith(facts))).toMatchObject({ event: { type: 'invited' } });
});

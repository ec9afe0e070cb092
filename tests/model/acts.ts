import type { Level, Side } from './world.ts';

/** What somebody may do with a signing of a pair: its newest, but for a new invitation. */
export type DealAct =
  | { do: 'invite'; pair: number; days: number }
  | { do: 'reinvite'; pair: number; days: number }
  | { do: 'accept' | 'decline' | 'withdraw' | 'void'; pair: number }
  | { do: 'approve' | 'reject'; pair: number; level: Level }
  | { do: 'consent' | 'mediation'; pair: number; side: Side };

/** What somebody may do with the newest try to end it. */
export type TryAct =
  | { do: 'agree' | 'refuse' | 'takeBack'; pair: number; side: Side }
  | { do: 'approveEnd' | 'rejectEnd'; pair: number; level: Level };

/** What the school, the staff, a graduate or a unit may do to the ground: `favorite` is one of a pair. */
export type GroundAct =
  | { do: 'disable' | 'enable'; unit: number }
  | { do: 'lock' | 'unlock' | 'confirm' | 'correct' | 'register' | 'unregister' | 'remove'; graduate: number }
  | { do: 'find'; favorite: number };

/** One step of a line. */
export type Act = DealAct | TryAct | GroundAct | { do: 'pass'; days: number };

const sides = ['EMPLOYER', 'GRADUATE'] as const;
const levels = ['COLLEGE', 'SCHOOL'] as const;
const pairs = [0, 1, 2, 3];

/** Every act there is, but for time. */
export const everyAct: readonly Act[] = [
  ...pairs.flatMap((pair): Act[] => [
    ...(['invite', 'reinvite'] as const).flatMap((word) => [2, 7].map((days) => ({ do: word, pair, days }))),
    ...(['accept', 'decline', 'withdraw', 'void'] as const).map((word) => ({ do: word, pair })),
    ...(['approve', 'reject', 'approveEnd', 'rejectEnd'] as const).flatMap((word) =>
      levels.map((level) => ({ do: word, pair, level })),
    ),
    ...(['consent', 'mediation', 'agree', 'refuse', 'takeBack'] as const).flatMap((word) =>
      sides.map((side) => ({ do: word, pair, side })),
    ),
  ]),
  ...[0, 1].flatMap((unit): Act[] => [
    { do: 'disable', unit },
    { do: 'enable', unit },
  ]),
  ...[0, 1].flatMap((graduate): Act[] =>
    (['lock', 'unlock', 'confirm', 'correct', 'register', 'unregister', 'remove'] as const).map((word) => ({
      do: word,
      graduate,
    })),
  ),
  ...pairs.map((favorite): Act => ({ do: 'find', favorite })),
];

/** How long time may be let pass: within every window, past the short one, past all of them. */
export const passes: readonly Act[] = [1, 6, 16].map((days) => ({ do: 'pass', days }));

/** The acts that lead from an invitation to an agreement, to its end, and out of what stands in the way. */
export const forward: readonly Act['do'][] = [
  ...(['invite', 'reinvite', 'accept', 'approve', 'consent', 'mediation', 'agree', 'approveEnd'] as const),
  ...(['enable', 'unlock', 'confirm', 'find', 'unregister'] as const),
];

/** An act in words, for the account of a line that failed. */
export function inWords(act: Act): string {
  const { do: word, ...rest } = act;
  const of = Object.entries(rest).map(([name, value]) => (typeof value === 'number' ? `${name} ${value}` : value));
  return [word, ...of].join(' ');
}

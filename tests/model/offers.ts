import type { DealAct, TryAct } from './acts.ts';
import { isUnsureStage, onDeal, onTry } from './rules.ts';
import type { Deal, Level, Side, Try, World } from './world.ts';

/** Who looks at a record. */
export type Viewer = 'INVITER' | 'INVITEE' | Level;

/** Everybody who may look at one. */
export const viewers: readonly Viewer[] = ['INVITER', 'INVITEE', 'COLLEGE', 'SCHOOL'];

const sideOf = (viewer: Viewer): Side | null =>
  viewer === 'INVITER' ? 'EMPLOYER' : viewer === 'INVITEE' ? 'GRADUATE' : null;
const levelOf = (viewer: Viewer): Level | null => (viewer === 'COLLEGE' || viewer === 'SCHOOL' ? viewer : null);

/** What must be offered on a signing: what would be accepted, no more and no less. Null where only the calendar tells. */
export function offersOnDeal(world: World, deal: Deal, viewer: Viewer): string[] | null {
  const [side, level] = [sideOf(viewer), levelOf(viewer)];
  if (level && isUnsureStage(world, deal, level)) return null;
  const pair = deal.pair;
  const asked: Record<string, DealAct | readonly DealAct[] | false> = {
    accept: side === 'GRADUATE' && { do: 'accept', pair },
    decline: side === 'GRADUATE' && { do: 'decline', pair },
    withdraw: side === 'EMPLOYER' && { do: 'withdraw', pair },
    reinvite: side === 'EMPLOYER' && { do: 'reinvite', pair, days: 7 },
    terminate: side !== null && (['consent', 'mediation'] as const).map((word) => ({ do: word, pair, side })),
    approve: level !== null && { do: 'approve', pair, level },
    reject: level !== null && { do: 'reject', pair, level },
    void: level === 'SCHOOL' && { do: 'void', pair },
  };
  return Object.keys(asked).filter((word) => {
    const acts = asked[word] || [];
    return [acts].flat().some((act) => onDeal(world, deal, { act }) !== null);
  });
}

/** The same of a try to end an agreement. */
export function offersOnTry(world: World, of: { deal: Deal; last: Try }, viewer: Viewer): string[] | null {
  const [side, level] = [sideOf(viewer), levelOf(viewer)];
  if (level && isUnsureStage(world, of.last, level)) return null;
  const { pair } = of.deal;
  const asked: Record<string, TryAct | false> = {
    agree: side !== null && { do: 'agree', pair, side },
    refuse: side !== null && { do: 'refuse', pair, side },
    withdraw: side !== null && { do: 'takeBack', pair, side },
    approve: level !== null && { do: 'approveEnd', pair, level },
    reject: level !== null && { do: 'rejectEnd', pair, level },
  };
  return Object.keys(asked).filter((word) => {
    const act = asked[word];
    return act && onTry(world, of, act) !== null;
  });
}

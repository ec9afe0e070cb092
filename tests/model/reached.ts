import { signingStatusCodes } from '../../domain/vocabulary/signing-status.ts';
import { terminationStatusCodes } from '../../domain/vocabulary/termination-status.ts';
import { everyAct, type Act } from './acts.ts';
import type { World } from './world.ts';

/** All a long run must have come to: each act accepted, and on a process refused too; each status of a signing and of a try to end it. */
function everything(): string[] {
  const words = (acts: readonly Act[]) => [...new Set(acts.map((act) => act.do))];
  const onProcesses = everyAct.filter((act) => 'pair' in act);
  return [
    ...words(everyAct).map((word) => `${word} accepted`),
    ...words(onProcesses).map((word) => `${word} refused`),
    ...signingStatusCodes.map((status) => `a signing ${status}`),
    ...terminationStatusCodes.map((status) => `a termination ${status}`),
  ];
}

/** Where the lines of a run have come. */
export function newReached() {
  const reached = new Set<string>();
  return {
    tell(act: Act, { accepted, world }: { accepted: boolean; world: World }): void {
      reached.add(`${act.do} ${accepted ? 'accepted' : 'refused'}`);
      for (const deal of world.deals.flat()) {
        reached.add(`a signing ${deal.status}`);
        for (const { status } of deal.tries) reached.add(`a termination ${status}`);
      }
    },
    /** What of all there is they have not come to. */
    missing: (): string[] => everything().filter((one) => !reached.has(one)),
  };
}

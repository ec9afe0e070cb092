import { isFailed, isOpen, unitOf, type Deal, type World } from './world.ts';

/** The tabs of a unit's list, each with the signings in it. */
export function tabsOf(world: World, unit: number): Record<string, Deal[]> {
  const deals = world.deals.flat().filter(({ pair }) => unitOf(pair) === unit);
  const last = ({ tries }: Deal) => tries.at(-1);
  const isEnding = (deal: Deal) => deal.tries.some(isOpen);
  const signed = deals.filter(({ status }) => status === 'SIGNED');
  return {
    SIGNING: deals.filter(isOpen),
    SIGNED: signed.filter((deal) => !isEnding(deal)),
    SIGNING_FAILED: deals.filter(isFailed),
    TERMINATING: signed.filter(isEnding),
    TERMINATED: deals.filter(({ status }) => status === 'TERMINATED'),
    TERMINATION_FAILED: signed.filter((deal) => last(deal) && !isEnding(deal)),
    INVALIDATED: deals.filter(({ status }) => status === 'INVALIDATED'),
  };
}

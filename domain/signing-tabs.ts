import { isFailed, isOpen } from './signing.ts';
import * as terminations from './termination-state.ts';
import { signingStatusCodes, type SigningStatus } from './vocabulary/signing-status.ts';
import { signingTabCodes, type SigningTab } from './vocabulary/signing-tab.ts';
import { terminationStatusCodes, type TerminationStatus } from './vocabulary/termination-status.ts';

/** A signing's status, and that of the newest try to end it. */
export type StatusPair = readonly [signing: SigningStatus, termination: TerminationStatus | null];

/** The tabs that a signing stands in; a signed one whose termination has failed in two of them. Source: domain.md §1, api.md §7. */
export function tabsOf(...[signing, termination]: StatusPair): SigningTab[] {
  if (isOpen(signing)) return ['SIGNING'];
  if (isFailed(signing)) return ['SIGNING_FAILED'];
  if (signing === 'TERMINATED') return ['TERMINATED'];
  if (signing === 'INVALIDATED') return ['INVALIDATED'];
  if (termination === null) return ['SIGNED'];
  return terminations.isOpen(termination) ? ['TERMINATING'] : ['SIGNED', 'TERMINATION_FAILED'];
}

/** Whether a tab is about terminations: its rows are filtered and ordered by theirs. Source: api.md §7. */
export function isOfTerminations(tab: SigningTab): boolean {
  return tab === 'TERMINATING' || tab === 'TERMINATED' || tab === 'TERMINATION_FAILED';
}

const everyPair = signingStatusCodes
  .flatMap((signing) => [null, ...terminationStatusCodes].map((termination): StatusPair => [signing, termination]))
  .filter(canMeet);

/** Whether the two can stand side by side: only what is signed can be ended, and it ends with the try that succeeds or voids it. */
function canMeet([signing, termination]: StatusPair): boolean {
  if (termination === null) return signing !== 'TERMINATED';
  if (signing === 'TERMINATED' || termination === 'TERMINATED') return signing === termination;
  return signing === 'SIGNED' || (signing === 'INVALIDATED' && termination === 'INVALIDATED');
}

/** The pairs of statuses that a tab shows, or all tabs, of these only the given status where there is one. */
export function pairsIn(filter: {
  tab?: SigningTab | undefined;
  status?: SigningStatus | TerminationStatus | undefined;
}): StatusPair[] {
  const { tab, status } = filter;
  const byTermination = tab !== undefined && isOfTerminations(tab);
  return everyPair.filter(
    ([signing, termination]) =>
      (tab === undefined || tabsOf(signing, termination).includes(tab)) &&
      (status === undefined || (byTermination ? termination : signing) === status),
  );
}

/** How many signings stand in each tab, from how many there are of each pair. */
export function countTabs(
  counted: readonly { signing: SigningStatus; termination: TerminationStatus | null; count: number }[],
): Record<SigningTab, number> {
  const counters = Object.fromEntries(signingTabCodes.map((tab) => [tab, 0])) as Record<SigningTab, number>;
  for (const { signing, termination, count } of counted)
    for (const tab of tabsOf(signing, termination)) counters[tab] += count;
  return counters;
}

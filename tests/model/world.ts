/** Who may ask for the end of an agreement, and who has to answer. */
export type Side = 'EMPLOYER' | 'GRADUATE';

/** The levels that review. */
export type Level = 'COLLEGE' | 'SCHOOL';

/** What a school asks for; the same for a whole line of acts. */
export interface Setup {
  signingChain: readonly Level[];
  terminationChain: readonly Level[];
  noticeDays: number;
}

/** What every record has: `since` is the day of its status, `seq` how often something happened to it. */
export interface Standing {
  id: string;
  status: string;
  seq: number;
  since: number;
}

/** One try to end an agreement. Days are counted from the beginning of the line. */
export interface Try extends Standing {
  kind: 'CONSENT' | 'MEDIATION' | 'VOID';
  applicant: Side | 'SCHOOL';
  appliedOn: number;
  /** The last day on which it takes effect by itself, once all have approved. */
  effectiveOn: number | null;
}

/** One signing: an invitation and what became of it. */
export interface Deal extends Standing {
  pair: number;
  /** The last day for an answer. */
  respondBy: number;
  tries: Try[];
}

/** Two units and two graduates of one school: pairs 0 and 1 are of the first unit, 0 and 2 of the first graduate. */
export interface World {
  setup: Setup;
  day: number;
  /** Per pair, oldest first. */
  deals: Deal[][];
  /** Per unit. */
  disabled: boolean[];
  /** Per graduate, as the next four. */
  locked: boolean[];
  confirmed: boolean[];
  elsewhere: boolean[];
  removed: boolean[];
  /** Per pair: whether the unit's favorite shows what the school has corrected since, or its signing became invalid. */
  outdated: boolean[];
}

/** Which unit and which graduate a pair is. */
export const unitOf = (pair: number) => pair >> 1;
export const graduateOf = (pair: number) => pair % 2;

/** What has happened before the first act: the second graduate has yet to confirm the school's record. */
export function newWorld(setup: Setup): World {
  return {
    ...{ setup, day: 0, deals: [[], [], [], []], disabled: [false, false] },
    ...{ locked: [false, false], confirmed: [true, false], elsewhere: [false, false], removed: [false, false] },
    outdated: [false, false, false, false],
  };
}

/** Still waiting for somebody. */
export const isOpen = ({ status }: Standing) => status.startsWith('AWAITING') || status.endsWith('_REVIEW');

/** Holds its graduate. */
export const isBinding = ({ status }: Deal) => status.endsWith('_REVIEW') || status === 'SIGNED';

/** Ended without an agreement, and may be sent again. */
export const isFailed = ({ status }: Deal) =>
  ['DECLINED', 'RESPONSE_EXPIRED', 'REVIEW_REJECTED', 'WITHDRAWN'].includes(status);

/** Everything there is, signings and tries. */
export function recordsIn(world: World): Standing[] {
  const deals = world.deals.flat();
  return [...deals, ...deals.flatMap(({ tries }) => tries)];
}

/** Puts a record into another status: one thing more has happened to it. */
export function move(world: World, record: Standing | Deal, status: string): void {
  if ('pair' in record && status === 'INVALIDATED') world.outdated[record.pair] = true;
  record.status = status;
  record.since = world.day;
  record.seq += 1;
}

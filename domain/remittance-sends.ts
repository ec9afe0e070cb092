import { plusSeconds, type Instant } from './calendar.ts';

/** When money was sent in the last 90 days, over all records of the platform; the order does not matter. */
export interface SendHistory {
  byCreditCode: readonly Instant[];
  byAccount: readonly Instant[];
}

/** So many sends in any so many days, for one credit code and for one account number alike. Source: domain.md §3.3. */
const sendLimits = [
  { sendsMax: 3, days: 7 },
  { sendsMax: 6, days: 90 },
] as const;

const daySeconds = 86_400;

/** When money may be sent again, or null when it may be sent now: every limit must have room. Source: domain.md §3.3. */
export function nextSendAt(history: SendHistory, now: Instant): Instant | null {
  const roomAt = [history.byCreditCode, history.byAccount].flatMap((sends) =>
    sendLimits.map(({ sendsMax, days }) => {
      // The limit is full while this send still counts; those before it no longer matter.
      const counted = [...sends].sort().at(-sendsMax);
      return counted === undefined ? now : plusSeconds(counted, days * daySeconds);
    }),
  );
  const at = roomAt.reduce((latest, each) => (each > latest ? each : latest), now);
  return at > now ? at : null;
}

import type { SqlParts } from './sql.ts';

/** A query for the changes of a step: rows (employer_id, type, process_id, seq, signing_id, termination_id, place), `place` from 1 on. */
export type ChangesQuery = string;

/** A signing's own step as a change of its unit's feed. */
export const signingChange: ChangesQuery = `select employer_id, status as type, id as process_id, :seq::int as seq,
  id as signing_id, null::uuid as termination_id, 1 as place from subject`;

/**
 * Puts the changes of a step into the feed of their unit. The unit's count is locked until this transaction ends: a higher number is
 * never seen before a lower one, so a reader who goes on from the last number read skips nothing, however late something commits.
 */
export function feeding(changes: ChangesQuery): SqlParts {
  return {
    with: [
      `fed_changes as (${changes})`,
      `fed_count as (
         insert into employer_feed as f (employer_id, last) select employer_id, count(*) from fed_changes group by employer_id
         on conflict (employer_id) do update set last = f.last + excluded.last
         returning employer_id, last
       )`,
      `fed as (
         insert into employer_event (employer_id, number, at, type, process_id, seq, signing_id, termination_id)
         select c.employer_id, f.last - count(*) over () + c.place, :at, c.type, c.process_id, c.seq, c.signing_id, c.termination_id
         from fed_changes c join fed_count f on f.employer_id = c.employer_id
       )`,
    ],
    values: {},
  };
}

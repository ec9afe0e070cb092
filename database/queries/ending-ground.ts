import type { Instant } from '../../domain/calendar.ts';
import type { TerminationRules } from '../../domain/termination-rules.ts';
import type { TerminationSide } from '../../domain/vocabulary/termination-applicant.ts';
import { instantOf } from '../instants.ts';

/** What the school and the tries before say of ending an agreement. */
export interface EndingGround {
  rules: TerminationRules;
  /** Agreements of this graduate that were terminated before. */
  terminatedBefore: number;
  /** When the newest consent that a side asked for was left without an answer; not there for never. */
  unansweredAt: Partial<Record<TerminationSide, Instant>>;
}

/** It as JSON, an SQL expression about a signing `s` and its school `sc`. */
export const endingGround = `json_build_object(
    'rules', json_build_object('from', sc.termination_from, 'until', sc.termination_until,
      'maxPerGraduate', sc.termination_max_per_graduate, 'letterRequired', sc.termination_letter_required,
      'noticeDays', sc.termination_notice_days),
    'terminatedBefore', (select count(*) from termination te where te.graduate_id = s.graduate_id and te.status = 'TERMINATED'),
    'unansweredAt', (select coalesce(json_object_agg(un.applicant, un.at), '{}') from (
      select te.applicant, max(te.status_at) as at from termination te
      where te.signing_id = s.id and te.kind = 'CONSENT' and te.status = 'COUNTERPARTY_EXPIRED' group by te.applicant) un))`;

/** It where there is an agreement to end; null for any other signing. */
export const endingGroundIfSigned = `case when s.status = 'SIGNED' then ${endingGround} end`;

/** The ground from such JSON, whose instants have PostgreSQL's own form. */
export function toEndingGround({ unansweredAt, ...ground }: EndingGround): EndingGround {
  const instants = Object.entries(unansweredAt).map(([side, at]) => [side, instantOf(at)]);
  return { ...ground, unansweredAt: Object.fromEntries(instants) as EndingGround['unansweredAt'] };
}

import type { Knex } from 'knex';
import type { ActorRelation } from '../../domain/permissions.ts';
import type { TerminationEvent } from '../../domain/termination-model.ts';
import type { TerminationSide } from '../../domain/vocabulary/termination-applicant.ts';
import type { Clock } from '../clock.ts';
import { instantOf } from '../instants.ts';
import {
  selectTerminations,
  toTerminationRecord,
  type TerminationRecord,
  type TerminationRow,
} from './termination-record.ts';
import { endingGroundIfSigned, toEndingGround, type EndingGround } from './ending-ground.ts';
import { actorJoins, actorName } from './actor-name.ts';
import { summariesOf, toSummary, type TerminationSummary } from './termination-summary.ts';

/** One event of a termination and who caused it; no relation where the clock did. */
export interface TerminationHistoryEntry {
  seq: number;
  event: TerminationEvent;
  relation: ActorRelation | null;
  accountName: string | null;
}

/** A termination as its own page shows it: its record, its line of events, what was attached, and the tries before it. */
export interface TerminationDetail extends TerminationRecord {
  entries: TerminationHistoryEntry[];
  files: { fileId: string; side: TerminationSide }[];
  earlier: TerminationSummary[];
  /** What the school and the tries say of ending the agreement; null where it is not in force. */
  ending: EndingGround | null;
  /** The newest try to end it: this one, or one that came after it. */
  newest: TerminationSummary;
}

interface Entry extends Pick<TerminationHistoryEntry, 'seq' | 'relation' | 'accountName'> {
  type: string;
  at: string;
  data: object;
}

interface Row extends TerminationRow {
  entries: Entry[];
  files: TerminationDetail['files'];
  earlier: TerminationSummary[];
  ending: EndingGround | null;
  newest: TerminationSummary;
}

/** What a page shows beyond the record, as columns. */
const more = `
  (select coalesce(json_agg(json_build_object('seq', ev.seq, 'type', ev.type, 'at', ev.at, 'data', ev.data,
     'relation', cm.actor_relation, 'accountName', ${actorName}) order by ev.seq), '[]')
   from process_event ev ${actorJoins}
   where ev.process_id = t.id) as entries,
  (select coalesce(json_agg(json_build_object('fileId', tf.file_id, 'side', tf.side) order by tf.side, tf.place), '[]')
   from termination_file tf where tf.process_id = t.id) as files,
  ${summariesOf('st.signing_id = t.signing_id and (st.applied_at, st.id) < (t.applied_at, t.id)')} as earlier,
  ${summariesOf('st.signing_id = t.signing_id and st.is_newest')} -> 0 as newest,
  (select ${endingGroundIfSigned} from school sc where sc.school_code = s.school_code) as ending`;

/** Reads one termination with its history and files, or undefined. Who may see it is the caller's question. */
export async function findTerminationDetail(
  knex: Knex,
  clock: Clock,
  terminationId: string,
): Promise<TerminationDetail | undefined> {
  const sql = selectTerminations({ now: await clock(), more, where: 't.id = ?' });
  const { rows } = await knex.raw<{ rows: Row[] }>(sql, [terminationId]);
  const [row] = rows;
  if (!row) return undefined;
  const earlier = row.earlier.map(toSummary);
  return {
    ...toTerminationRecord(row),
    ...{ entries: row.entries.map(toEntry), files: row.files, earlier },
    ...{ ending: row.ending && toEndingGround(row.ending), newest: toSummary(row.newest) },
  };
}

function toEntry({ seq, type, at, data, relation, accountName }: Entry): TerminationHistoryEntry {
  // Written from a TerminationEvent by its decision, the only writer.
  return { seq, event: { type, at: instantOf(at), ...data } as TerminationEvent, relation, accountName };
}

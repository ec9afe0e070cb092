import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { ActorRelation } from '../../domain/permissions.ts';
import type { SigningEvent } from '../../domain/signing.ts';
import type { TerminationState } from '../../domain/termination-model.ts';
import type { VoidReason } from '../../domain/vocabulary/void-reason.ts';
import type { Clock } from '../clock.ts';
import { instantOf } from '../instants.ts';
import { actorJoins, actorName } from './actor-name.ts';
import { selectRecords, toRecord, type RecordRow, type SigningRecord } from './signing-record.ts';
import { summariesOf, toSummary, type TerminationSummary } from './termination-summary.ts';

/** One event of a signing and who caused it; no relation where the clock did. */
export interface SigningHistoryEntry {
  seq: number;
  event: SigningEvent;
  relation: ActorRelation | null;
  /** A system's act carries its token's name before that of whoever made it. */
  accountName: string | null;
}

/** A signing as its own page shows it: its record, its line of events and what it is linked to, all of one version. */
export interface SigningDetail extends SigningRecord {
  entries: SigningHistoryEntry[];
  uscc: string;
  startedByName: string | null;
  nextSigningId: string | null;
  /** Null until the document is made. */
  agreement: IssuedAgreement | null;
  /** Every try to end it, oldest first. */
  terminations: TerminationSummary[];
  /** The state of the try that is open; null where none is. */
  endingState: TerminationState | null;
  /** The school's void; null where there was none. */
  voided: SigningVoid | null;
  /** Whether the school has corrected since what the letter tells of the graduate. */
  graduateCorrected: boolean;
}

/** Why a school voided a signed agreement. */
export interface SigningVoid {
  /** Null where the graduate's record was removed. */
  voidReason: VoidReason | null;
  detail: string;
  at: Instant;
}

/** What a page tells of an agreement's document; the hash in hex. */
export interface IssuedAgreement {
  agreementNo: string;
  checkCode: string;
  sha256: string;
  issuedAt: Instant;
}

interface Entry {
  seq: number;
  type: string;
  at: string;
  data: object;
  relation: ActorRelation | null;
  accountName: string | null;
}

interface Row extends RecordRow {
  entries: Entry[];
  uscc: string;
  nextSigningId: string | null;
  agreement: IssuedAgreement | null;
  terminations: TerminationSummary[];
  endingState: TerminationState | null;
  voided: SigningVoid | null;
  graduateCorrected: boolean;
}

/** What a page shows beyond the record, as columns. */
const more = `e.uscc_in_force as uscc, f.graduate_revision <> g.revision as graduate_corrected,
  (select n.id from signing n where n.graduate_id = s.graduate_id and n.previous_signing_id = s.id
   order by n.sent_at desc, n.id desc limit 1) as next_signing_id,
  (select json_build_object('agreementNo', s.agreement_no, 'checkCode', g.check_code, 'sha256', encode(g.sha256, 'hex'),
     'issuedAt', g.issued_at) from agreement g where g.signing_id = s.id and g.issued_at is not null) as agreement,
  ${summariesOf('st.signing_id = s.id')} as terminations,
  (select ep.state from process ep where ep.id = lt.id and ep.is_open) as ending_state,
  (select json_build_object('voidReason', v.void_reason, 'detail', v.detail, 'at', v.applied_at)
   from termination v where v.signing_id = s.id and v.kind = 'VOID' limit 1) as voided,
  (select coalesce(json_agg(json_build_object('seq', ev.seq, 'type', ev.type, 'at', ev.at, 'data', ev.data,
     'relation', cm.actor_relation, 'accountName', ${actorName}) order by ev.seq), '[]')
   from process_event ev ${actorJoins}
   where ev.process_id = s.id) as entries`;

/** Reads one signing with its history, or undefined. Who may see it is the caller's question. */
export async function findSigningDetail(
  knex: Knex,
  clock: Clock,
  signingId: string,
): Promise<SigningDetail | undefined> {
  const sql = selectRecords({ now: await clock(), more, where: 's.id = ?' });
  const { rows } = await knex.raw<{ rows: Row[] }>(sql, [signingId]);
  const [row] = rows;
  if (!row) return undefined;
  const { uscc, nextSigningId, endingState, graduateCorrected } = row;
  const startedByName = row.entries[0]?.accountName ?? null;
  const agreement = row.agreement && { ...row.agreement, issuedAt: instantOf(row.agreement.issuedAt) };
  const terminations = row.terminations.map(toSummary);
  const voided = row.voided && { ...row.voided, at: instantOf(row.voided.at) };
  const links = { uscc, startedByName, nextSigningId, agreement, terminations, endingState, voided, graduateCorrected };
  return { ...toRecord(row), entries: row.entries.map(toEntry), ...links };
}

function toEntry({ seq, type, at, data, relation, accountName }: Entry): SigningHistoryEntry {
  // Written from a SigningEvent by its decision, the only writer.
  return { seq, event: { type, at: instantOf(at), ...data } as SigningEvent, relation, accountName };
}

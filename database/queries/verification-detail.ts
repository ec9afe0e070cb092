import type { Knex } from 'knex';
import type { EmployerVerificationEvent } from '../../domain/employer-verification-model.ts';
import type { ActorRelation } from '../../domain/permissions.ts';
import type { FilePurpose } from '../../domain/vocabulary/file-purpose.ts';
import type { Clock } from '../clock.ts';
import { instantOf } from '../instants.ts';
import {
  selectVerifications,
  toVerificationRecord,
  type VerificationRecord,
  type VerificationRow,
} from './verification-record.ts';

/** One event of a verification and who caused it; no relation where the clock did. */
export interface VerificationHistoryEntry {
  seq: number;
  event: EmployerVerificationEvent;
  relation: ActorRelation | null;
  accountName: string | null;
}

/** A file handed in; `replacedSeq` is null while it stands for the unit. */
export interface VerificationFile {
  fileId: string;
  purpose: FilePurpose;
  addedSeq: number;
  replacedSeq: number | null;
}

/** A verification as its own page shows it: its record, its line of events and its files, all of one version. */
export interface VerificationDetail extends VerificationRecord {
  entries: VerificationHistoryEntry[];
  files: VerificationFile[];
}

interface Entry extends Pick<VerificationHistoryEntry, 'seq' | 'relation' | 'accountName'> {
  type: string;
  at: string;
  data: object;
}

const entries = `(select coalesce(json_agg(json_build_object('seq', ev.seq, 'type', ev.type, 'at', ev.at, 'data', ev.data,
    'relation', cm.actor_relation, 'accountName', ac.name) order by ev.seq), '[]')
  from process_event ev left join command cm on cm.id = ev.command_id left join account ac on ac.id = cm.actor_account_id
  where ev.process_id = v.id) as entries`;

const files = `(select coalesce(json_agg(json_build_object('fileId', f.id, 'purpose', f.purpose, 'addedSeq', vf.added_seq,
    'replacedSeq', vf.replaced_seq) order by vf.added_seq, f.id), '[]')
  from verification_file vf join file f on f.id = vf.file_id where vf.process_id = v.id) as files`;

/** Reads one verification with its history and files, or undefined. Who may see it is the caller's question. */
export async function findVerificationDetail(
  knex: Knex,
  clock: Clock,
  verificationId: string,
): Promise<VerificationDetail | undefined> {
  const row = (await selectVerifications(knex, await clock())
    .where('v.id', verificationId)
    .first(knex.raw(entries), knex.raw(files))) as
    (VerificationRow & { entries: Entry[]; files: VerificationFile[] }) | undefined;
  return row && { ...toVerificationRecord(row), entries: row.entries.map(toEntry), files: row.files };
}

function toEntry({ seq, type, at, data, relation, accountName }: Entry): VerificationHistoryEntry {
  // Written from an EmployerVerificationEvent by its decision, the only writer.
  const event = { type, at: instantOf(at), ...data } as EmployerVerificationEvent;
  return { seq, event, relation, accountName };
}

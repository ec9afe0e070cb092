import type { Knex } from 'knex';
import { agreementEffect } from '../../domain/agreement.ts';
import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';

/** Which documents of an agreement there are; hashes in hex. */
export interface AgreementDocuments {
  agreementNo: string;
  graduateName: string;
  status: SigningStatus;
  /** The document in force; null until it is made. */
  sha256: string | null;
  /** The copy marked with the present status; null where there is none. */
  copySha256: string | null;
}

/** The documents of a signing's agreement; undefined where none was signed. */
export async function findAgreementDocuments(knex: Knex, signingId: string): Promise<AgreementDocuments | undefined> {
  const { rows } = await knex.raw<{ rows: AgreementDocuments[] }>(
    `select s.agreement_no, f.graduate_name, s.status, encode(a.sha256, 'hex') as sha256, encode(c.sha256, 'hex') as copy_sha256
     from agreement a join signing s on s.id = a.signing_id join favorite f on f.id = s.favorite_id
       left join agreement_copy c on c.signing_id = s.id and c.state = s.status
     where a.signing_id = ?`,
    [signingId],
  );
  return rows[0];
}

/** Signings whose agreement was given up because no font of ours shows all of it, from the few that have no document. */
export async function unprintableAgreements(knex: Knex, limit: number): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `select a.signing_id as id from agreement a
       join effect e on e.process_id = a.signing_id and e.kind = :kind and e.recipient = :recipient
     where a.issued_at is null and e.failure_code = 'TEXT_NOT_PRINTABLE' order by a.signing_id limit :limit`,
    { ...agreementEffect, limit },
  );
  return rows.map(({ id }) => id);
}

/** What whoever checks an agreement is told, and the code that they must know. */
export interface CheckableAgreement {
  agreementNo: string;
  checkCode: string;
  employerName: string;
  graduateName: string;
  status: SigningStatus;
  sha256: string;
}

/** The issued agreement of this number, or undefined. */
export async function findCheckableAgreement(knex: Knex, agreementNo: string): Promise<CheckableAgreement | undefined> {
  const { rows } = await knex.raw<{ rows: CheckableAgreement[] }>(
    `select s.agreement_no, a.check_code, a.employer_name, f.graduate_name, s.status, encode(a.sha256, 'hex') as sha256
     from signing s join agreement a on a.signing_id = s.id join favorite f on f.id = s.favorite_id
     where s.agreement_no = ? and a.issued_at is not null`,
    [agreementNo],
  );
  return rows[0];
}

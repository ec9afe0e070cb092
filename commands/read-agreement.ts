import { findAgreementDocuments } from '../database/queries/agreements.ts';
import { agreementStateOf } from '../domain/agreement.ts';
import { DomainError } from '../domain/errors.ts';
import { isOpen } from '../domain/signing.ts';
import { agreementStates, type AgreementState } from '../domain/vocabulary/agreement-state.ts';
import type { SigningStatus } from '../domain/vocabulary/signing-status.ts';
import { labelOf } from '../domain/vocabulary/term.ts';
import { makeMarkedCopy, type AgreementDependencies } from './make-agreement.ts';

/** A document as it is handed out. */
export interface ReadAgreement {
  sha256: string;
  /** In Chinese, with the graduate's name: `就业协议书-林晓雨-2027….pdf`. */
  fileName: string;
  bytes(): Promise<Buffer>;
}

/**
 * The document of a signing's agreement: while in force the same bytes for everybody, afterwards a copy that is marked so, made
 * when it is first asked for. Who may read it is the caller's question. Throws AGREEMENT_NOT_READY, ACTION_NOT_ALLOWED
 * for a signing that ended unsigned. Source: api.md §7.
 */
export async function readAgreement(deps: AgreementDependencies, signingId: string): Promise<ReadAgreement> {
  const found = await findAgreementDocuments(deps.knex, signingId);
  if (!found) throw new DomainError((await isUnderWay(deps, signingId)) ? 'AGREEMENT_NOT_READY' : 'ACTION_NOT_ALLOWED');
  if (found.sha256 === null) throw new DomainError('AGREEMENT_NOT_READY');
  const { agreementNo, graduateName, status, copySha256 } = found;
  const state = agreementStateOf(status);
  const sha256 = state === 'IN_FORCE' ? found.sha256 : (copySha256 ?? (await makeMarkedCopy(deps, signingId, state)));
  return {
    sha256,
    fileName: `就业协议书-${graduateName}-${agreementNo}${markIn(state)}.pdf`,
    bytes: () => deps.files.get(sha256),
  };
}

async function isUnderWay({ knex }: AgreementDependencies, id: string): Promise<boolean> {
  const signing = await knex('signing').where({ id }).first<{ status: SigningStatus } | undefined>('status');
  return signing !== undefined && isOpen(signing.status);
}

function markIn(state: AgreementState): string {
  return state === 'IN_FORCE' ? '' : `（${labelOf(agreementStates, state)}）`;
}

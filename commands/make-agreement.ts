import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { presentInstant } from '../database/queries/present-instant.ts';
import { findAgreementFacts } from '../database/queries/agreement-facts.ts';
import { agreementText } from '../domain/agreement-document.ts';
import type { AgreementState } from '../domain/vocabulary/agreement-state.ts';
import type { Typesetter } from '../integrations/documents/typesetter.ts';
import type { CommandDependencies, FileDependencies } from './dependencies.ts';

/** What whoever makes documents needs besides. */
export interface DocumentDependencies {
  documents: Typesetter;
}

/** What making an agreement takes. */
export type AgreementDependencies = Pick<CommandDependencies, 'knex' | 'clock' | 'personalData'> &
  FileDependencies &
  DocumentDependencies & {
    /** The origin its QR code leads to. */
    publicOrigin: string;
  };

/**
 * Makes the document of an agreement as it is in force, once: whoever comes second changes nothing. The bytes come first, then
 * the row that names them. Source: domain.md §6.6.
 */
export async function issueAgreement(deps: AgreementDependencies, signingId: string): Promise<void> {
  const made = await make(deps, signingId, 'IN_FORCE');
  const issuedAt = await presentInstant(deps.knex, deps.clock);
  await deps
    .knex('agreement')
    .where({ signingId, issuedAt: null })
    .update({ ...made, issuedAt });
}

/** Makes and keeps the copy of an agreement that is no longer in force, marked so; answers its hash in hex. */
export async function makeMarkedCopy(
  deps: AgreementDependencies,
  signingId: string,
  state: Exclude<AgreementState, 'IN_FORCE'>,
): Promise<string> {
  const { knex, clock } = deps;
  const made = await make(deps, signingId, state);
  const madeAt = await presentInstant(knex, clock);
  await knex('agreement_copy')
    .insert({ signingId, state, ...made, madeAt })
    .onConflict()
    .ignore();
  return keptCopy(knex, signingId, state);
}

async function make(deps: AgreementDependencies, signingId: string, state: AgreementState) {
  const { knex, personalData, documents, files, publicOrigin } = deps;
  const found = await findAgreementFacts(knex, signingId);
  if (!found) throw new Error('AGREEMENT_MISSING');
  const { facts, idNumberEncrypted, contactPhoneEncrypted, contactEmailEncrypted, signedAt } = found;
  const opened = (sealed: string | null) => (sealed === null ? null : personalData.decrypt(sealed));
  const text = agreementText({
    ...facts,
    state,
    contact: { ...facts.contact, phone: opened(contactPhoneEncrypted), email: opened(contactEmailEncrypted) },
    graduate: { ...facts.graduate, idNumber: personalData.decrypt(idNumberEncrypted) },
  });
  const checkUrl = `${publicOrigin}/a/${facts.agreementNo}?code=${facts.checkCode}`;
  const bytes = await documents.agreement({ text, checkUrl, at: signedAt });
  const sha256 = createHash('sha256').update(bytes).digest();
  await files.put(sha256.toString('hex'), { bytes, mediaType: 'application/pdf' });
  return { sha256, bytes: bytes.length };
}

// Of two made at the same time, by different versions of the program perhaps, the first is kept.
async function keptCopy(knex: Knex, signingId: string, state: AgreementState): Promise<string> {
  const kept = await knex('agreement_copy').where({ signingId, state }).first<{ sha256: Buffer }>('sha256');
  return kept.sha256.toString('hex');
}

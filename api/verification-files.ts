import type { SupplementBody } from '../commands/employer-verification-bodies.ts';
import { findUnitFiles } from '../database/queries/unit-files.ts';
import type { VerificationDetail } from '../database/queries/verification-detail.ts';
import { verificationFilesMax } from '../domain/employer-verification-review.ts';
import type { EmployerVerificationState } from '../domain/employer-verification-state.ts';
import type { FilePurpose } from '../domain/vocabulary/file-purpose.ts';
import type { ApiDependencies } from './dependencies.ts';
import { invalid, type FieldError } from './refusals.ts';
import type { HandedIn } from './schemas/verification-requests.ts';

/** A file a body names: at which place, and what a file there may be for. */
export interface NamedFile {
  pointer: string;
  fileId: string;
  purposes: readonly FilePurpose[];
}

const proofPurposes: readonly FilePurpose[] = ['BUSINESS_LICENSE', 'USCC_CERTIFICATE'];
const verificationPurposes: readonly FilePurpose[] = [
  ...proofPurposes,
  'SIGNING_AUTHORIZATION_LETTER',
  'OTHER_MATERIAL',
];

/** The files of a submission, in the order they are shown. */
export function filesHandedIn(body: HandedIn): NamedFile[] {
  const named = (field: string, fileId: string | undefined, purpose: FilePurpose): NamedFile[] =>
    fileId === undefined ? [] : [{ pointer: `/${field}`, fileId, purposes: [purpose] }];
  const proofs =
    body.method === 'MATERIALS'
      ? [
          ...named('businessLicenseFileId', body.businessLicenseFileId, 'BUSINESS_LICENSE'),
          ...named('usccCertificateFileId', body.usccCertificateFileId, 'USCC_CERTIFICATE'),
        ]
      : [];
  const { signingAuthorizationLetterFileId: letter, otherFileIds = [] } = body;
  return [
    ...proofs,
    ...named('signingAuthorizationLetterFileId', letter, 'SIGNING_AUTHORIZATION_LETTER'),
    ...otherFileIds.flatMap((fileId, index) => named(`otherFileIds/${index}`, fileId, 'OTHER_MATERIAL')),
  ];
}

/** Throws VALIDATION_FAILED for files that are not there, not the unit's own, for another purpose, or named twice. */
export async function checkFiles(
  { knex }: Pick<ApiDependencies, 'knex'>,
  employerId: string,
  named: readonly NamedFile[],
): Promise<void> {
  const purposes = await findUnitFiles(
    knex,
    employerId,
    named.map(({ fileId }) => fileId),
  );
  const errors = named.flatMap(({ pointer, fileId, purposes: fitting }, index): FieldError[] => {
    if (named.findIndex((other) => other.fileId === fileId) < index) return [{ pointer, code: 'DUPLICATE' }];
    const purpose = purposes.get(fileId);
    if (purpose === undefined) return [{ pointer, code: 'NOT_FOUND' }];
    return fitting.includes(purpose) ? [] : [{ pointer, code: 'WRONG_PURPOSE' }];
  });
  if (errors.length > 0) throw invalid(...errors);
}

/**
 * Throws VALIDATION_FAILED for a supplement that does not fit its verification: it replaces a file that does not stand for the
 * unit, brings one that was handed in before, leaves one out that was asked for, or brings too many. Source: domain.md §3.4.
 */
export async function checkSupplement(
  deps: Pick<ApiDependencies, 'knex'>,
  detail: VerificationDetail,
  { files }: SupplementBody,
): Promise<void> {
  const { state, verification } = detail;
  const purposes = new Map(detail.files.map(({ fileId, purpose }) => [fileId, purpose]));
  const replaced = files.flatMap(({ replacesFileId }) => replacesFileId ?? []);
  const errors = files.flatMap(({ replacesFileId, fileId }, index): FieldError[] => {
    const place = `/files/${index}`;
    const code = errorOfReplaced(replacesFileId, state.fileIds, files.slice(0, index));
    return [
      ...(code === null ? [] : [{ pointer: `${place}/replacesFileId`, code }]),
      ...(purposes.has(fileId) ? [{ pointer: `${place}/fileId`, code: 'DUPLICATE' as const }] : []),
    ];
  });
  errors.push(...errorsOfAll(state, { replaced, given: files.length }));
  if (errors.length > 0) throw invalid(...errors);
  const named = files.map(({ replacesFileId, fileId }, index) => ({
    ...{ pointer: `/files/${index}/fileId`, fileId },
    purposes: purposesInPlaceOf(replacesFileId === undefined ? undefined : purposes.get(replacesFileId)),
  }));
  await checkFiles(deps, verification.employerId, named);
}

/** What is wrong with replacing a file, after what was replaced before it; null if nothing, or if none is replaced. */
function errorOfReplaced(
  fileId: string | undefined,
  current: readonly string[],
  before: SupplementBody['files'],
): 'NOT_FOUND' | 'DUPLICATE' | null {
  if (fileId === undefined) return null;
  if (!current.includes(fileId)) return 'NOT_FOUND';
  return before.some(({ replacesFileId }) => replacesFileId === fileId) ? 'DUPLICATE' : null;
}

function errorsOfAll(
  state: EmployerVerificationState,
  { replaced, given }: { replaced: readonly string[]; given: number },
): FieldError[] {
  const pointer = '/files';
  const asked = state.status === 'NEEDS_SUPPLEMENT' ? state.requestedFileIds : [];
  if (!asked.every((fileId) => replaced.includes(fileId))) return [{ pointer, code: 'TOO_FEW' }];
  return state.fileIds.length - replaced.length + given > verificationFilesMax ? [{ pointer, code: 'TOO_MANY' }] : [];
}

/** What may stand in the place of a file: the licence and the certificate prove the same; what is added may be for anything. */
function purposesInPlaceOf(purpose: FilePurpose | undefined): readonly FilePurpose[] {
  if (purpose === undefined) return verificationPurposes;
  return proofPurposes.includes(purpose) ? proofPurposes : [purpose];
}

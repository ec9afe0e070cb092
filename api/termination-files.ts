import { findAttachable } from '../database/queries/attachable-files.ts';
import type { EmployerUser, GraduateUser } from '../domain/permissions.ts';
import type { ApiDependencies } from './dependencies.ts';
import { invalid, type FieldError } from './refusals.ts';

/** Throws VALIDATION_FAILED for attachments that are not there, not one's own side's, for another purpose, or named twice. */
export async function checkAttachments(
  { knex }: Pick<ApiDependencies, 'knex'>,
  actor: EmployerUser | GraduateUser,
  fileIds: readonly string[],
): Promise<void> {
  if (fileIds.length === 0) return;
  const purposes = await findAttachable(knex, actor, fileIds);
  const errors = fileIds.flatMap((fileId, index): FieldError[] => {
    const pointer = `/fileIds/${index}`;
    if (fileIds.indexOf(fileId) < index) return [{ pointer, code: 'DUPLICATE' }];
    const purpose = purposes.get(fileId);
    if (purpose === undefined) return [{ pointer, code: 'NOT_FOUND' }];
    return purpose === 'TERMINATION_ATTACHMENT' ? [] : [{ pointer, code: 'WRONG_PURPOSE' }];
  });
  if (errors.length > 0) throw invalid(...errors);
}

import { createHash } from 'node:crypto';
import { File } from '../database/models/file.ts';
import type { Actor } from '../domain/permissions.ts';
import type { FilePurpose } from '../domain/vocabulary/file-purpose.ts';
import { takeAllowance, type Allowance, type AllowancePolicy } from './allowance.ts';
import { cleanImage } from './clean-image.ts';
import type { CommandDependencies, FileDependencies } from './dependencies.ts';

/** What is sent: the picture as it came, at most 5 MB. */
export interface NewFile {
  purpose: FilePurpose;
  bytes: Buffer;
}

/** 上传图片: keeps a picture made anew from what was sent. Throws AllowanceUsedUp, UNSUPPORTED_IMAGE, IMAGE_UNREADABLE, FILES_UNAVAILABLE. */
export async function uploadFile(
  { knex, files, uploadLimit }: Pick<CommandDependencies, 'knex'> & FileDependencies & { uploadLimit: AllowancePolicy },
  { accountId }: Actor,
  { purpose, bytes: given }: NewFile,
): Promise<{ file: File; allowance: Allowance }> {
  const allowance = await takeAllowance(knex, { name: 'uploads', key: accountId, ...uploadLimit });
  const { bytes, mediaType, width, height } = await cleanImage(given);
  const sha256 = createHash('sha256').update(bytes).digest();
  // The bytes before the row: killed in between we leave bytes that nobody sees, never a row without them.
  await files.put(sha256.toString('hex'), { bytes, mediaType });
  const row = { purpose, sha256, mediaType, bytes: bytes.length, width, height, uploadedBy: accountId };
  return { file: await File.query(knex).insertAndFetch(row), allowance };
}

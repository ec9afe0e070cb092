import { createHash } from 'node:crypto';
import { File } from '../database/models/file.ts';
import type { Actor } from '../domain/permissions.ts';
import type { FilePurpose } from '../domain/vocabulary/file-purpose.ts';
import { filesUnavailable } from '../integrations/files/files.ts';
import { cleanImage } from './clean-image.ts';
import type { CommandDependencies, FileDependencies } from './dependencies.ts';
import { holdBytes } from './hold-bytes.ts';
import { NoRoom } from './turns.ts';

/** What is sent: the picture as it came, at most 5 MB. */
export interface NewFile {
  purpose: FilePurpose;
  bytes: Buffer;
}

/** 上传图片: keeps a picture made anew from what was sent. Throws UNSUPPORTED_IMAGE, IMAGE_UNREADABLE, FILES_UNAVAILABLE. */
export async function uploadFile(
  { knex, files }: Pick<CommandDependencies, 'knex'> & FileDependencies,
  { accountId }: Actor,
  { purpose, bytes: given }: NewFile,
): Promise<File> {
  const { bytes, mediaType, width, height } = await cleanImage(given).catch(refuseForLater);
  const sha256 = createHash('sha256').update(bytes).digest();
  const row = { purpose, sha256, mediaType, bytes: bytes.length, width, height, uploadedBy: accountId };
  // The row before the bytes: from then on nobody forgets the same bytes of an older one. Nobody knows its id until both are there.
  const file = await knex.transaction(async (trx) => {
    await holdBytes(trx, sha256);
    return File.query(trx).insertAndFetch(row);
  });
  try {
    await files.put(sha256.toString('hex'), { bytes, mediaType });
  } catch (error) {
    await File.query(knex).deleteById(file.id);
    throw error;
  }
  return file;
}

function refuseForLater(error: unknown): never {
  if (error instanceof NoRoom) filesUnavailable(error);
  throw error;
}

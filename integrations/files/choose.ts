import type { FileStore } from './files.ts';
import { localFiles } from './local.ts';
import type { S3Place } from './s3.ts';

/** Where the configuration wants files to lie. */
export type FilePlace = { store: 'local'; folder: string } | ({ store: 's3' } & S3Place);

/** The store that the configuration names. */
export async function filesAt(place: FilePlace): Promise<FileStore> {
  if (place.store === 'local') return localFiles(place.folder);
  // Its client is large, and nobody else needs it.
  const { s3Files } = await import('./s3.ts');
  return s3Files(place);
}

import type { ImageMediaType } from '../../domain/images.ts';
import type { FilePurpose } from '../../domain/vocabulary/file-purpose.ts';

interface FileRow {
  id: string;
  purpose: FilePurpose;
  mediaType: ImageMediaType;
  bytes: number;
  width: number;
  height: number;
  sha256: Buffer;
}

/** A picture as it is kept. Source: api.md §4. */
export function presentFile({ id, purpose, mediaType, bytes, width, height, sha256 }: FileRow) {
  return { id, purpose, mediaType, bytes, width, height, sha256: sha256.toString('hex') };
}

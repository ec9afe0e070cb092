import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { ImageMediaType } from '../../domain/images.ts';
import type { FilePurpose } from '../../domain/vocabulary/file-purpose.ts';

/** An uploaded picture as it is kept: decoded and made anew; its bytes lie in the file store under their hash. */
export class File extends Model {
  static override tableName = 'file';

  declare id: string;
  declare purpose: FilePurpose;
  /** Of the bytes kept, not of those sent. */
  declare sha256: Buffer;
  declare mediaType: ImageMediaType;
  declare bytes: number;
  declare width: number;
  declare height: number;
  declare uploadedBy: string;
  declare createdAt: Instant;
}

import { DomainError } from '../../domain/errors.ts';

/** Bytes to keep, and what they are. */
export interface FileContent {
  bytes: Buffer;
  mediaType: string;
}

/** Where the bytes of files lie, under their own SHA-256 in hex; each throws FILES_UNAVAILABLE. */
export interface FileStore {
  /** Keeps bytes, whole or not at all; the same ones again are no harm. */
  put(sha256: string, content: FileContent): Promise<void>;
  get(sha256: string): Promise<Buffer>;
  /** Removes them for good; what is not there is no harm. */
  remove(sha256: string): Promise<void>;
}

/** Tells the caller no more than that files cannot be had now; what happened is for the log. */
export function filesUnavailable(cause: unknown): never {
  throw Object.assign(new DomainError('FILES_UNAVAILABLE'), { cause });
}

import { z } from 'zod';
import { imageMediaTypes } from '../../domain/images.ts';
import { filePurposeCodes } from '../../domain/vocabulary/file-purpose.ts';
import { Id, IdOut, wrong } from './common.ts';

/** The file of a form. */
export const FilePart = z
  .custom<Buffer>()
  .superRefine((given: unknown, ctx) => {
    if (given === undefined) ctx.addIssue(wrong('REQUIRED'));
    else if (!Buffer.isBuffer(given)) ctx.addIssue(wrong(Array.isArray(given) ? 'TOO_MANY' : 'WRONG_TYPE'));
  })
  .meta({ type: 'string', format: 'binary' });

/** 上传图片 */
export const NewFile = z.strictObject({ file: FilePart, purpose: z.enum(filePurposeCodes) }).meta({ id: 'NewFile' });

/** Which file a path names. */
export const FilePath = z.strictObject({ id: Id });

/** A picture as it is kept; sizes and hash are those of the bytes that GET answers. */
export const File = z
  .strictObject({
    id: IdOut,
    purpose: z.enum(filePurposeCodes),
    mediaType: z.enum(imageMediaTypes),
    bytes: z.int().min(1),
    width: z.int().min(1),
    height: z.int().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({ id: 'File' });

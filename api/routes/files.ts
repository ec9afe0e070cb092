import { beginUpload } from '../../commands/begin-upload.ts';
import { uploadFile } from '../../commands/upload-file.ts';
import { findReadableFile } from '../../database/queries/file-readers.ts';
import { imageMediaTypes } from '../../domain/images.ts';
import { Binary } from '../binary.ts';
import { rateLimitHeaders, refuseUsedUp } from '../middleware/rate-limit-headers.ts';
import { presentFile } from '../presenters/file.ts';
import { reply } from '../reply.ts';
import { defineRoute } from '../route.ts';
import * as schemas from '../schemas/files.ts';

const tag = 'Files';

/** 上传图片 */
export const postFile = defineRoute({
  method: 'post',
  path: '/files',
  summary: '上传图片 Upload a picture',
  description:
    'jpg, jpeg or png by content, at most 5 MB. It is decoded and encoded anew: upright, without metadata. 429 with Retry-After when one account uploads too much.',
  tag,
  access: 'SIGNED_IN',
  kind: 'write',
  bodyType: 'multipart/form-data',
  body: schemas.NewFile,
  answers: { 201: schemas.File },
  enter: async ({ deps: { knex, settings }, actor }) => {
    const { allowance, end } = await beginUpload(knex, actor, settings.uploadLimit).catch(refuseUsedUp);
    return { headers: rateLimitHeaders(allowance), leave: end };
  },
  handle: async ({ deps, actor, body: { purpose, file: bytes } }) =>
    presentFile(await uploadFile(deps, actor, { purpose, bytes })),
});

/** 查看图片 */
export const getFile = defineRoute({
  method: 'get',
  path: '/files/{id}',
  summary: '查看图片 A picture, for its uploader and whoever may read what it is attached to',
  description: 'With an ETag; 304 when If-None-Match names it.',
  tag,
  access: 'SIGNED_IN',
  kind: 'read',
  params: schemas.FilePath,
  thing: async ({ deps, actor, params }) => findReadableFile(deps.knex, actor, params.id),
  // Kept by the reader's own browser, but shown again only to whoever may still read it.
  cacheControl: 'private, no-cache',
  answers: { 200: new Binary(imageMediaTypes), 304: null },
  handle: async ({ deps, thing: file, request }) => {
    const sha256 = file.sha256.toString('hex');
    const etag = `"${sha256}"`;
    if (request.hasVersion(etag)) return reply(304, undefined, { etag });
    const headers = { etag, 'content-type': file.mediaType, 'content-disposition': 'inline' };
    return reply(200, await deps.files.get(sha256), headers);
  },
});

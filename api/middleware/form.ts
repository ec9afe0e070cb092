import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';
import busboy, { type Busboy } from 'busboy';
import type { Context } from 'koa';
import { DomainError, type ErrorCode } from '../../domain/errors.ts';

/** How large the file of a form may be. Source: api.md §4. */
export const fileBytesMax = 5 * 1_048_576;

/** How much of a form is read: its file, and plenty for everything around it. */
const formBytesMax = fileBytesMax + 262_144;
const limits = { fileSize: fileBytesMax + 1, fieldSize: 1_000, fields: 20, files: 20, parts: 40 };

/**
 * Reads a multipart/form-data body: texts by their names, and as `file` the bytes of the one file a form of ours may bring. A field
 * that is there twice becomes a list; bytes of any other file are dropped. Throws UNSUPPORTED_MEDIA_TYPE, MALFORMED_MULTIPART,
 * FILE_TOO_LARGE; what then is still on its way is read and dropped, so that the caller gets to read the answer.
 */
export async function readForm(ctx: Context): Promise<Record<string, unknown>> {
  const parser = parserFor(ctx);
  if (Number(ctx.get('content-length') || 0) > formBytesMax) throw new DomainError('FILE_TOO_LARGE');
  const { req } = ctx;
  try {
    return await gather(req, parser);
  } finally {
    req.unpipe(parser);
    parser.destroy();
    req.resume();
  }
}

function parserFor(ctx: Context): Busboy {
  const [mediaType = ''] = ctx.get('content-type').split(';');
  if (mediaType.trim().toLowerCase() !== 'multipart/form-data' || ctx.get('content-encoding') !== '')
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE');
  try {
    return busboy({ headers: ctx.req.headers, limits, defParamCharset: 'utf8' });
  } catch {
    throw new DomainError('MALFORMED_MULTIPART'); // it names no boundary
  }
}

function gather(req: IncomingMessage, parser: Busboy): Promise<Record<string, unknown>> {
  const form = new Map<string, unknown>();
  const add = (name: string, value: unknown) => form.set(name, form.has(name) ? [form.get(name), value] : value);
  let [bytes, hasFile] = [0, false];
  return new Promise((resolve, reject) => {
    const fail = (code: ErrorCode) => reject(new DomainError(code));
    parser.on('field', add);
    parser.on('file', (name, file) => {
      const isKept = name === 'file' && !hasFile;
      hasFile ||= isKept;
      const chunks: Buffer[] = [];
      file.on('data', (chunk: Buffer) => isKept && chunks.push(chunk));
      file.on('limit', () => fail('FILE_TOO_LARGE'));
      file.on('error', () => fail('MALFORMED_MULTIPART'));
      file.on('end', () => add(name, isKept ? Buffer.concat(chunks) : null));
    });
    parser.on('error', () => fail('MALFORMED_MULTIPART'));
    parser.on('close', () => resolve(Object.fromEntries(form)));
    req.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > formBytesMax) fail('FILE_TOO_LARGE');
    });
    // The caller went away in the middle; half a form is none.
    finished(req, { writable: false }, (error) => error && fail('MALFORMED_MULTIPART'));
    req.pipe(parser);
  });
}

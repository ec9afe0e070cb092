import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import { DomainError } from '../../domain/errors.ts';

/** How much JSON a request may bring. */
export const jsonBytesMax = 1_048_576;

/**
 * Reads the body as it came. Throws BODY_TOO_LARGE; what then is still on its way is read and dropped by the server once the
 * answer is sent, so that the caller gets to read it.
 */
export async function readRawBody(ctx: Context): Promise<Buffer> {
  if (Number(ctx.get('content-length') || 0) > jsonBytesMax) throw new DomainError('BODY_TOO_LARGE');
  // Leaving its loop must not destroy the request: the connection has an answer to carry.
  const stream = (ctx.req as IncomingMessage).iterator({ destroyOnReturn: false });
  try {
    return await gather(stream as AsyncIterable<Buffer>);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    // The caller went away in the middle; half a body is none.
    throw new DomainError('MALFORMED_JSON');
  }
}

async function gather(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > jsonBytesMax) throw new DomainError('BODY_TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The JSON of a body; an empty body is an empty object. Throws UNSUPPORTED_MEDIA_TYPE, MALFORMED_JSON. */
export function parseJsonBody(ctx: Context, raw: Buffer): unknown {
  if (raw.length === 0) return {};
  const encoding = ctx.get('content-encoding').toLowerCase();
  if (!isJson(ctx.get('content-type')) || (encoding !== '' && encoding !== 'identity'))
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw)) as unknown;
  } catch {
    throw new DomainError('MALFORMED_JSON');
  }
}

function isJson(contentType: string): boolean {
  const [mediaType = '', ...parameters] = contentType.toLowerCase().split(';');
  const charset = parameters.map((part) => part.trim()).find((part) => part.startsWith('charset='));
  return mediaType.trim() === 'application/json' && (charset === undefined || /^charset="?utf-?8"?$/.test(charset));
}

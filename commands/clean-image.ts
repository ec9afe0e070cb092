import sharp, { type Sharp } from 'sharp';
import { DomainError } from '../domain/errors.ts';
import { imageMediaTypeOf, type ImageMediaType } from '../domain/images.ts';
import { inTurns, NoRoom } from './turns.ts';

/** A picture made anew from what was decoded of another. */
export interface CleanImage {
  bytes: Buffer;
  mediaType: ImageMediaType;
  width: number;
  height: number;
}

/** How large a picture may be once decoded, and once encoded again. */
export interface ImageLimits {
  pixelsMax: number;
  bytesMax: number;
}

/**
 * A sheet of A4 scanned at 600 dpi is 35 million pixels; a few bytes can stand for far more, and would take the memory of all.
 * What was 5 MB seldom grows to more than 8 when made anew; hashing and giving out that much takes moments.
 */
const ordinaryLimits: ImageLimits = { pixelsMax: 40_000_000, bytesMax: 8 * 1_048_576 };
const decodingSecondsMax = 20;
const jpegQuality = 90;

// Decoding takes one of Node's four threads each; signing in and reading files need the others.
const inTurn = inTurns({ atOnceMax: 2, waitingMax: 16 });
sharp.concurrency(1);
// No picture comes twice: what libvips keeps of one is of no use to the next.
sharp.cache(false);

/**
 * Decodes a picture and encodes it again as the kind it was: upright, without metadata, and without whatever else the file held.
 * Throws UNSUPPORTED_IMAGE for what does not begin like a jpg or png, IMAGE_UNREADABLE for what cannot be decoded whole or
 * is too large, NoRoom when too many are waiting. Source: design.md §6.
 */
export async function cleanImage(
  given: Buffer,
  { pixelsMax, bytesMax }: ImageLimits = ordinaryLimits,
): Promise<CleanImage> {
  const mediaType = imageMediaTypeOf(given);
  if (mediaType === undefined) throw new DomainError('UNSUPPORTED_IMAGE');
  const upright = sharp(given, { limitInputPixels: pixelsMax, failOn: 'error' })
    .timeout({ seconds: decodingSecondsMax })
    .autoOrient();
  try {
    const { data: bytes, info } = await inTurn(() => encoded(upright, mediaType).toBuffer({ resolveWithObject: true }));
    if (bytes.length > bytesMax) throw new Error('IMAGE_GREW');
    return { bytes, mediaType, width: info.width, height: info.height };
  } catch (error) {
    if (error instanceof NoRoom) throw error;
    throw new DomainError('IMAGE_UNREADABLE');
  }
}

/** Without a filter for each row a png can grow a hundredfold. */
function encoded(picture: Sharp, mediaType: ImageMediaType): Sharp {
  return mediaType === 'image/jpeg' ? picture.jpeg({ quality: jpegQuality }) : picture.png({ adaptiveFiltering: true });
}

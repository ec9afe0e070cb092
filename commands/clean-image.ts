import sharp from 'sharp';
import { DomainError } from '../domain/errors.ts';
import { imageMediaTypeOf, type ImageMediaType } from '../domain/images.ts';

/** A picture made anew from what was decoded of another. */
export interface CleanImage {
  bytes: Buffer;
  mediaType: ImageMediaType;
  width: number;
  height: number;
}

/** Beyond what cameras make; a few bytes can stand for far more, and would take the memory of all. */
const pixelsMax = 50_000_000;
const decodingSecondsMax = 20;
const jpegQuality = 90;

// No picture comes twice: what libvips keeps of one is of no use to the next.
sharp.cache(false);

/**
 * Decodes a picture and encodes it again as the kind it was: upright, without metadata, and without whatever else the file held.
 * Throws UNSUPPORTED_IMAGE for what does not begin like a jpg or png, IMAGE_UNREADABLE for what cannot be decoded whole or
 * has too many pixels. Source: design.md §6.
 */
export async function cleanImage(given: Buffer): Promise<CleanImage> {
  const mediaType = imageMediaTypeOf(given);
  if (mediaType === undefined) throw new DomainError('UNSUPPORTED_IMAGE');
  const upright = sharp(given, { limitInputPixels: pixelsMax, failOn: 'error' })
    .timeout({ seconds: decodingSecondsMax })
    .autoOrient();
  const encoded = mediaType === 'image/jpeg' ? upright.jpeg({ quality: jpegQuality }) : upright.png();
  try {
    const { data: bytes, info } = await encoded.toBuffer({ resolveWithObject: true });
    return { bytes, mediaType, width: info.width, height: info.height };
  } catch {
    throw new DomainError('IMAGE_UNREADABLE');
  }
}

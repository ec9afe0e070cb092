import { describe, expect, test } from '@jest/globals';
import { imageMediaTypeOf } from './images.ts';

const bytes = (...given: (number | string)[]) =>
  Uint8Array.from(given.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : [part])));

describe('a picture is known by its first bytes', () => {
  test.each([
    ['a jpg', bytes(0xff, 0xd8, 0xff, 0xe0, 'JFIF'), 'image/jpeg'],
    ['a png', bytes(0x89, 'PNG\r\n', 0x1a, '\n', 'IHDR'), 'image/png'],
    ['nothing', bytes(), undefined],
    ['half a png signature', bytes(0x89, 'PNG'), undefined],
    ['a gif', bytes('GIF89a'), undefined],
    ['a webp', bytes('RIFF....WEBP'), undefined],
    ['an svg', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), undefined],
    ['a jpg after a space', bytes(' ', 0xff, 0xd8, 0xff), undefined],
    ['a zip', bytes('PK', 3, 4), undefined],
  ])('%s', (_, given, mediaType) => {
    expect(imageMediaTypeOf(given)).toBe(mediaType);
  });
});

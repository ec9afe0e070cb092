import sharp, { type Sharp } from 'sharp';

/** A picture of noise, so that each is another one and none is small. */
export function picture({ width = 60, height = 40, channels = 3 as 3 | 4 } = {}): Sharp {
  const background = { r: 0, g: 0, b: 0, alpha: 0.5 };
  return sharp({ create: { width, height, channels, background, noise: { type: 'gaussian', mean: 128, sigma: 30 } } });
}

/** A jpg of our own making. */
export function jpg(size: { width?: number; height?: number } = {}): Promise<Buffer> {
  return picture(size).jpeg().toBuffer();
}

/** A png of our own making. */
export function png(size: { width?: number; height?: number } = {}): Promise<Buffer> {
  return picture(size).png().toBuffer();
}

/** A photograph of a sheet in A4 with a red seal at its foot; sideways, its camera says so in EXIF only. */
export async function sheet({ isSideways = false } = {}): Promise<Buffer> {
  const lines = Array.from({ length: 14 }, (_, i) => `<rect x="110" y="${260 + i * 52}" width="620" height="14"/>`);
  const drawn = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="840" height="1188"><rect width="840" height="1188" fill="#fdfcf7"/>
      <rect x="250" y="120" width="340" height="44" fill="#333"/><g fill="#999">${lines.join('')}</g>
      <circle cx="620" cy="1040" r="90" fill="none" stroke="#c8201c" stroke-width="9"/></svg>`,
  );
  // A grain of its own, so that each is another one.
  const grain = await picture({ width: 24, height: 24 }).png().toBuffer();
  const upright = sharp(drawn).composite([{ input: grain, left: 4, top: 4 }]);
  if (!isSideways) return upright.jpeg().toBuffer();
  const turned = await upright.png().toBuffer();
  return sharp(turned).rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer();
}

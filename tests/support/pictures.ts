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

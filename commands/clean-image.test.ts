import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import sharp from 'sharp';
import { jpg, png } from '../tests/support/pictures.ts';
import { cleanImage } from './clean-image.ts';
import { NoRoom } from './turns.ts';

/** A png small only by its row filters: each row is the one above, a little lighter. */
function filteredPng(side: number): Promise<Buffer> {
  const row = randomBytes(side * 3);
  const rows = Array.from({ length: side }, (_, y) => row.map((sample) => sample + y));
  const raw = { width: side, height: side, channels: 3 as const };
  return sharp(Buffer.concat(rows), { raw }).png({ adaptiveFiltering: true }).toBuffer();
}

test('a png that is small by its row filters stays small', async () => {
  const given = await filteredPng(1_000);
  const { bytes } = await cleanImage(given);
  expect(bytes.length).toBeLessThan(2 * given.length);
});

test.each([
  ['jpg', jpg],
  ['png', png],
])('a %s that is too large once made anew is refused, however small it came', async (_, make) => {
  const given = await make();
  const { length: bytesMax } = (await cleanImage(given)).bytes;
  expect((await cleanImage(given, { pixelsMax: 10_000, bytesMax })).bytes).toHaveLength(bytesMax);
  const refused = cleanImage(given, { pixelsMax: 10_000, bytesMax: bytesMax - 1 });
  await expect(refused).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
});

test('two pictures are decoded at once, sixteen wait, any more are refused', async () => {
  const given = await png();
  const all = Promise.allSettled(Array.from({ length: 30 }, () => cleanImage(given)));
  const { queue, process } = sharp.counters();
  expect(queue + process).toBeLessThanOrEqual(2);
  const reasons = (await all).flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  expect(reasons).toHaveLength(12);
  expect(reasons.every((reason) => reason instanceof NoRoom)).toBe(true);
  expect((await cleanImage(given)).width).toBe(60);
});

test('decoding leaves the processors to others: one thread for each picture', () => {
  expect(sharp.concurrency()).toBe(1);
});

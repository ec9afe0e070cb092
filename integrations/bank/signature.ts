import { createHmac, timingSafeEqual } from 'node:crypto';

const hexForm = /^[0-9a-f]{64}$/;

/** HMAC-SHA256 over texts and bytes with a line end between them, in small hex; the key is base64. */
export function signatureOf(key: string, ...parts: readonly [string, ...(string | Buffer)[]]): string {
  const hmac = createHmac('sha256', Buffer.from(key, 'base64'));
  parts.forEach((part, place) => {
    if (place > 0) hmac.update('\n');
    hmac.update(part);
  });
  return hmac.digest('hex');
}

/** Whether two signatures are the same, in a time that tells nothing of where they differ. */
export function isSameSignature(given: string, right: string): boolean {
  return hexForm.test(given) && timingSafeEqual(Buffer.from(given), Buffer.from(right));
}

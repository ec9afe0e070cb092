import { createHmac } from 'node:crypto';
import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import { captchaLifeSeconds, type Captcha } from './captcha.ts';

// A page tries the counters from 0 up: a second or two of a phone's processor, for one derivation of ours.
const work = { algorithm: 'PBKDF2/SHA-256', cost: 1_000 } as const;
const ordinaryCounters = { min: 1_000, max: 5_000 };

/** What the widget sends: base64 of this as JSON. */
const Payload = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal(work.algorithm),
      ...{ nonce: z.string(), salt: z.string(), keyPrefix: z.string(), keySignature: z.string() },
      ...{ cost: z.literal(work.cost), keyLength: z.number(), expiresAt: z.number() },
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});

/**
 * Puzzles of ALTCHA (proof of work), made and checked here: no stranger sees who visits, nothing is kept until one is
 * solved. `key`: 32 bytes in base64; all servers share it. `counters`: how long a page has to try; less for tests.
 */
export function altcha({
  key,
  counters = ordinaryCounters,
}: {
  key: string;
  counters?: typeof ordinaryCounters;
}): Captcha {
  // Two purposes, two keys: neither signature can stand for the other.
  const secretFor = (purpose: string) => createHmac('sha256', Buffer.from(key, 'base64')).update(purpose).digest('hex');
  const secrets = { hmacSignatureSecret: secretFor('challenge'), hmacKeySignatureSecret: secretFor('derived-key') };
  return {
    async makeChallenge() {
      const { parameters, signature } = await createChallenge({
        ...{ algorithm: work.algorithm, cost: work.cost, deriveKey, ...secrets },
        counter: randomInt(counters.max, counters.min),
        expiresAt: Math.floor(Date.now() / 1_000) + captchaLifeSeconds,
      });
      return { parameters, signature };
    },
    async solvedChallenge(token) {
      const payload = readPayload(token);
      if (payload === null) return null;
      const { verified } = await verifySolution({ ...payload, deriveKey, ...secrets });
      return verified ? payload.challenge.parameters.nonce : null;
    },
  };
}

function readPayload(token: string): z.output<typeof Payload> | null {
  try {
    return Payload.parse(JSON.parse(Buffer.from(token, 'base64').toString('utf8')));
  } catch {
    return null;
  }
}

import { hash, verify } from '@node-rs/argon2';

/** Cost of one hash, as OWASP advises for argon2id: 19 MiB, two passes; about 10 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** An argon2id hash in its PHC form, salt included. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let dummyHash: Promise<string> | undefined;

/**
 * Whether a password is the one that was hashed. Without a hash the answer is no after the same work, so that the time it
 * takes does not tell whether an account exists.
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  dummyHash ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? (await dummyHash), password);
  return matches && passwordHash !== undefined;
}

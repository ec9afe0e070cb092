import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Keys of a data store: the first encrypts, all decrypt; the hash key makes exact search possible. All 32 bytes in base64. */
export interface PersonalDataKeys {
  dataKeys: readonly { id: string; key: string }[];
  hashKey: string;
}

/** Encrypts and hashes what belongs to a person. Texts are `keyId:base64(nonce + ciphertext + tag)`. */
export interface PersonalData {
  encrypt(plain: string): string;
  /** Throws UNKNOWN_DATA_KEY when the text's key is not among ours, and when the text was tampered with. */
  decrypt(text: string): string;
  /** A keyed hash of a normalised value, 32 bytes: equal values have equal hashes, nobody without the key can guess. */
  hash(normalised: string): Buffer;
}

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with a random nonce, HMAC-SHA-256 for search. */
export function personalDataWith(keys: PersonalDataKeys): PersonalData {
  const byId = new Map(keys.dataKeys.map(({ id, key }) => [id, Buffer.from(key, 'base64')]));
  const [current] = keys.dataKeys;
  if (!current) throw new Error('NO_DATA_KEY');
  const hashKey = Buffer.from(keys.hashKey, 'base64');
  const keyOf = (id: string): Buffer => {
    const key = byId.get(id);
    if (!key) throw new Error('UNKNOWN_DATA_KEY');
    return key;
  };
  return {
    encrypt(plain) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyOf(current.id), nonce);
      cipher.setAAD(Buffer.from(current.id));
      const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${current.id}:${sealed.toString('base64')}`;
    },
    decrypt(text) {
      const colon = text.indexOf(':');
      const id = text.slice(0, colon);
      const sealed = Buffer.from(text.slice(colon + 1), 'base64');
      const decipher = createDecipheriv('aes-256-gcm', keyOf(id), sealed.subarray(0, nonceBytes));
      decipher.setAAD(Buffer.from(id));
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      return decipher.update(sealed.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
    },
    hash: (normalised) => createHmac('sha256', hashKey).update(normalised).digest(),
  };
}

import { createHash } from 'node:crypto';

const keyOf = (purpose: string) => createHash('sha256').update(`tests: ${purpose}`).digest('base64');

/**
 * Keys for tests, the same in all files: the demo data they copy are sealed with them. Apart from the platform, so that tests without an
 * engine do not load the engine's libraries.
 */
export const testKeys = { dataKeys: [{ id: 'k1', key: keyOf('data') }], hashKey: keyOf('hash') };

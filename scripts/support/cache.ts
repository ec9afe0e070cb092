import { accessSync, constants, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where fetched programs and bundles are kept for every data folder of this checkout. */
export const projectCache = fileURLToPath(new URL('../../.cache/', import.meta.url));

/** The project's cache, or another folder where the checkout belongs to somebody else. */
export function writableCache(otherwise: string): string {
  try {
    mkdirSync(projectCache, { recursive: true });
    accessSync(projectCache, constants.W_OK);
    return projectCache;
  } catch {
    return otherwise;
  }
}

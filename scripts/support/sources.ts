import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** One short name for the state of some files and folders of the project, tests left out. */
export function stateOf(...places: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of places.flatMap(sourcesAt)) hash.update(`\0${name}\0`).update(readFileSync(path.join(root, name)));
  return hash.digest('hex').slice(0, 16);
}

/** A file itself, or the sources in a folder of the project, tests left out; as paths from its root. */
export function sourcesAt(place: string): string[] {
  if (!statSync(path.join(root, place)).isDirectory()) return [place];
  const names = readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'));
  return sources.sort().map((name) => path.join(place, name));
}

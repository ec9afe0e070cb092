import { execFileSync } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './launched.ts';

/** Not sources: data, results, and what is linked instead of copied. */
const leftOut = ['node_modules', '.git', '.data', '.cache', 'dist', 'coverage'];

/** Puts a copy of this checkout at a place, as after npm ci and with Temporal's programs in its cache; its path. */
export function plantTree(place: string, owner?: { uid: number; gid: number }): string {
  mkdirSync(place, { recursive: true });
  const sources = readdirSync(root).filter((name) => !leftOut.includes(name) && !name.startsWith('.data'));
  for (const name of sources) cpSync(path.join(root, name), path.join(place, name), { recursive: true });
  mkdirSync(path.join(place, '.cache'));
  for (const name of ['node_modules', '.cache/temporal']) linkOrCopy(path.join(root, name), path.join(place, name));
  if (owner) giveTo(owner, place, sources);
  return place;
}

/** Hard links cost nothing, but do not reach another file system. */
function linkOrCopy(from: string, to: string): void {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' });
  } catch {
    execFileSync('cp', ['-a', from, to]);
  }
}

/** Folders and sources only: a linked file's owner would change here and there. */
function giveTo({ uid, gid }: { uid: number; gid: number }, place: string, sources: readonly string[]): void {
  const own = sources.map((name) => path.join(place, name));
  execFileSync('chown', ['-R', `${uid}:${gid}`, ...own]);
  for (const folder of ['', '.cache', '.cache/temporal']) chownSync(path.join(place, folder), uid, gid);
}

/** Somebody with a name and no rights. */
export function ordinaryUser(): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error('this machine has no user nobody');
  return { uid: Number(uid), gid: Number(gid) };
}

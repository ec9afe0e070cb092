import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { filesUnavailable, type FileStore } from './files.ts';

/** No write takes that long; the process that began an older draft was killed. */
const draftMsMax = 3_600_000;

/**
 * A folder as a file store: `ab/abcd…`, by the first two characters of the hash; what is being written lies in `incoming/`, and
 * what was left there by a kill goes when the store is opened.
 */
export async function localFiles(folder: string): Promise<FileStore> {
  const incoming = path.join(folder, 'incoming');
  // Old drafts are no reason not to open: a folder that is not there yet, or cannot be used, shows with the first file.
  await removeOldDrafts(incoming).catch(() => undefined);
  const placeOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256);
  return {
    put: (sha256, { bytes }) => writeWhole(placeOf(sha256), incoming, bytes).catch(filesUnavailable),
    get: (sha256) => readFile(placeOf(sha256)).catch(filesUnavailable),
    remove: (sha256) => rm(placeOf(sha256), { force: true }).catch(filesUnavailable),
  };
}

/** Another server may be removing the same ones, or finishing its own. */
async function removeOldDrafts(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const draft = path.join(incoming, name);
    const written = await stat(draft).catch(() => undefined);
    if (written && Date.now() - written.mtimeMs > draftMsMax) await rm(draft, { force: true });
  }
}

/** Never half written under its name, and there to stay once we say so, whenever the process or the machine is stopped. */
async function writeWhole(place: string, incoming: string, bytes: Buffer): Promise<void> {
  await mkdir(incoming, { recursive: true });
  await mkdir(path.dirname(place), { recursive: true });
  const draft = path.join(incoming, randomUUID());
  try {
    await writeThrough(draft, bytes);
    await rename(draft, place);
    await sync(path.dirname(place));
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeThrough(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A new name is part of its folder, and that of a new folder part of the one above. */
async function sync(folder: string): Promise<void> {
  for (const each of [folder, path.dirname(folder)]) {
    const handle = await open(each, 'r');
    await handle.sync().finally(() => handle.close());
  }
}

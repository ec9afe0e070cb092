import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { UnreadableWorkbook } from './unreadable.ts';

/** What a zip file may hold, whatever it says of itself. */
export interface ZipLimits {
  entriesMax: number;
  /** Of all parts that are read, as they are really unpacked. */
  bytesMax: number;
}

/** The parts of a zip file, each read in pieces as it is asked for. */
export interface Zip {
  has(name: string): boolean;
  read(name: string): AsyncGenerator<Buffer>;
}

/** Opens a zip file. Throws UnreadableWorkbook for what is none, is encrypted, names a part twice or holds too much; reading does too. */
export async function openZip(bytes: Buffer, { entriesMax, bytesMax }: ZipLimits): Promise<Zip> {
  const file = await open(bytes);
  if (file.entryCount > entriesMax) throw new UnreadableWorkbook('TOO_MANY_PARTS');
  const entries = await directoryOf(file);
  let unpacked = 0;
  return {
    has: (name) => entries.has(name),
    async *read(name) {
      const entry = entries.get(name);
      if (!entry) throw new UnreadableWorkbook('PART_MISSING');
      // What it says is only the first look: the bytes themselves are counted as they come.
      if (unpacked + entry.uncompressedSize > bytesMax) throw new UnreadableWorkbook('TOO_LARGE');
      const stream = await streamOf(file, entry);
      try {
        for await (const piece of stream as AsyncIterable<Buffer>) {
          unpacked += piece.length;
          if (unpacked > bytesMax) throw new UnreadableWorkbook('TOO_LARGE');
          yield piece;
        }
      } catch (error) {
        throw unreadable(error);
      } finally {
        stream.destroy();
      }
    },
  };
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true };
    yauzl.fromBuffer(bytes, options, (error, file) => {
      if (error) reject(unreadable(error));
      else resolve(file);
    });
  });
}

function directoryOf(file: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    file.on('error', (error) => reject(unreadable(error)));
    file.on('end', () => resolve(entries));
    file.on('entry', (entry: Entry) => {
      // Which of two parts of one name is meant, programs see differently.
      if (entries.has(entry.fileName)) return reject(new UnreadableWorkbook('PART_TWICE'));
      entries.set(entry.fileName, entry);
      file.readEntry();
    });
    file.readEntry();
  });
}

function streamOf(file: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const answer = (error: Error | null, stream: Readable) => (error ? reject(unreadable(error)) : resolve(stream));
    try {
      file.openReadStream(entry, answer);
    } catch (error) {
      reject(unreadable(error)); // encrypted, or packed in a way it does not know
    }
  });
}

/** What the library says names the file's parts: a code is enough. */
function unreadable(error: unknown): UnreadableWorkbook {
  return error instanceof UnreadableWorkbook ? error : new UnreadableWorkbook('DAMAGED');
}

import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A part of a zip file; its text comes in pieces. */
export interface ZipPart {
  name: string;
  text: Iterable<string> | AsyncIterable<string>;
}

interface Packed {
  name: Buffer;
  crc: number;
  bytes: number;
  data: Buffer;
}

const [localHeader, directoryHeader, endHeader] = [0x04034b50, 0x02014b50, 0x06054b50];
const [deflated, utf8Names, versionNeeded] = [8, 0x0800, 20];
// Midnight of 1 January 1980: no clock, so that the same rows make the same bytes.
const noTime = { time: 0, date: 0x21 };
const pieceCharacters = 65_536;

/** Packs texts into a zip file, well below the sizes at which zip files need their long form. */
export async function writeZip(parts: readonly ZipPart[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const packed = await pack(part);
    const about = aboutPart(packed);
    const local = Buffer.concat([numbers([localHeader, 4]), about, numbers([0, 2]), packed.name]);
    directory.push(
      Buffer.concat([
        numbers([directoryHeader, 4], [versionNeeded, 2]),
        about,
        numbers([0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
        packed.name,
      ]),
    );
    chunks.push(local, packed.data);
    offset += local.length + packed.data.length;
  }
  const listed = Buffer.concat(directory);
  const count = parts.length;
  const end = numbers([endHeader, 4], [0, 2], [0, 2], [count, 2], [count, 2], [listed.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...chunks, listed, end]);
}

/** What stands of a part both before its bytes and in the directory, up to the length of its name. */
function aboutPart({ name, crc, bytes, data }: Packed): Buffer {
  const { time, date } = noTime;
  return numbers(
    ...([
      [versionNeeded, 2],
      [utf8Names, 2],
      [deflated, 2],
      [time, 2],
      [date, 2],
    ] as const),
    ...([
      [crc, 4],
      [data.length, 4],
      [bytes, 4],
      [name.length, 2],
    ] as const),
  );
}

async function pack({ name, text }: ZipPart): Promise<Packed> {
  const stream = createDeflateRaw();
  const packed: Buffer[] = [];
  stream.on('data', (piece: Buffer) => packed.push(piece));
  const ended = once(stream, 'end');
  let [crc, bytes, waiting] = [0, 0, ''];
  const send = async () => {
    const piece = Buffer.from(waiting);
    [crc, bytes, waiting] = [crc32(piece, crc), bytes + piece.length, ''];
    if (!stream.write(piece)) await once(stream, 'drain');
  };
  for await (const more of text) {
    waiting += more;
    if (waiting.length >= pieceCharacters) await send();
  }
  await send();
  stream.end();
  await ended;
  return { name: Buffer.from(name), crc, bytes, data: Buffer.concat(packed) };
}

function numbers(...values: (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  const buffer = Buffer.alloc(values.reduce((total, [, bytes]) => total + bytes, 0));
  let at = 0;
  for (const [value, bytes] of values)
    at = bytes === 2 ? buffer.writeUInt16LE(value, at) : buffer.writeUInt32LE(value, at);
  return buffer;
}

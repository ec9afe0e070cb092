import { createRequire } from 'node:module';
import { closeSync, openSync, readSync } from 'node:fs';

const { resolve } = createRequire(import.meta.url);

/**
 * The fonts of our documents, as packages bring them. Noto Sans SC has every character of 通用规范汉字表 and nearly all of Extension
 * A; Noto Sans JP stands in for some rare ones of names, such as 𠮷. Both under the SIL Open Font License 1.1.
 */
export const fontFamilies = ['Noto Sans SC', 'Noto Sans JP'] as const;

/** Their files: two weights of each, regular first. */
export const fontFiles = [
  resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
  resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'),
  resolve('@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf'),
];

/** Code points from and to, both included, and the glyph of the first; the next ones follow it. */
type Range = readonly [from: number, to: number, firstGlyph: number];

let printable: readonly Range[] | undefined;

/** The characters of a text that our documents cannot show, each once, in their order; what nobody can see needs no glyph. */
export function unprintableIn(text: string): string[] {
  printable ??= fontFiles.flatMap((file) => coverageOf(file));
  const isPrintable = (character: string) => {
    const point = character.codePointAt(0) ?? 0;
    return (
      /[\s\p{Default_Ignorable_Code_Point}]/u.test(character) ||
      printable?.some(([from, to]) => from <= point && point <= to)
    );
  };
  return [...new Set(text)].filter((character) => !isPrintable(character));
}

/** What a font has a glyph for, from the table of 32-bit code points (format 12) that each of ours has. */
export function coverageOf(file: string): Range[] {
  const font = openSync(file, 'r');
  try {
    const read = (at: number, length: number) => {
      const bytes = Buffer.alloc(length);
      readSync(font, bytes, 0, length, at);
      return bytes;
    };
    const table = segmentedCoverage(read, placeOfCmap(read));
    return Array.from({ length: table.readUInt32BE(12) }, (_, group) => {
      const at = 16 + 12 * group;
      return [table.readUInt32BE(at), table.readUInt32BE(at + 4), table.readUInt32BE(at + 8)];
    });
  } finally {
    closeSync(font);
  }
}

type Read = (at: number, length: number) => Buffer;

function placeOfCmap(read: Read): number {
  const count = read(4, 2).readUInt16BE();
  const directory = read(12, 16 * count);
  for (let at = 0; at < directory.length; at += 16)
    if (directory.toString('latin1', at, at + 4) === 'cmap') return directory.readUInt32BE(at + 8);
  throw new Error('NO_CMAP');
}

function segmentedCoverage(read: Read, cmap: number): Buffer {
  const count = read(cmap + 2, 2).readUInt16BE();
  const directory = read(cmap + 4, 8 * count);
  for (let at = 4; at < directory.length; at += 8) {
    const place = cmap + directory.readUInt32BE(at);
    const head = read(place, 8);
    if (head.readUInt16BE(0) === 12) return read(place, head.readUInt32BE(4));
  }
  throw new Error('NO_32_BIT_CMAP');
}

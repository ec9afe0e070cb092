import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { coverageOf, fontFiles } from '../../integrations/documents/fonts.ts';

/**
 * The characters of a PDF of ours whose embedded glyph is the one that the font has for them: contours and bounding box are
 * compared with the font's own file. Text extraction would find characters whose glyph is missing too.
 */
export function shownIn(pdf: Buffer): Set<string> {
  const objects = objectsOf(pdf);
  const refOf = (object: PdfObject | undefined, key: string) =>
    objects.get(new RegExp(`/${key} \\[?(\\d+) 0 R`).exec(object?.dictionary ?? '')?.[1] ?? '');
  const shown = new Set<string>();
  for (const font of objects.values()) {
    if (!font.dictionary.includes('/Subtype /Type0')) continue;
    const name = /\/BaseFont \/\w+\+([\w-]+)/.exec(font.dictionary)?.[1] ?? '';
    const source = glyphsOf(readFileSync(fileOf(name)));
    const file = refOf(refOf(refOf(font, 'DescendantFonts'), 'FontDescriptor'), 'FontFile2');
    const embedded = glyphsOf(streamOf(file));
    for (const [glyph, character] of unicodeOf(streamOf(refOf(font, 'ToUnicode')).toString('latin1'))) {
      const [here, there] = [embedded.at(glyph), source.at(glyphIdIn(fileOf(name), character))];
      if (glyph > 0 && here !== '' && here === there) shown.add(character);
    }
  }
  return shown;
}

interface PdfObject {
  dictionary: string;
  stream: Buffer;
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  const text = pdf.toString('latin1');
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const from = match.index + match[0].length;
    const streamAt = text.indexOf('\nstream\n', from);
    const end = text.indexOf('\nendobj', from);
    const hasStream = streamAt !== -1 && streamAt < end;
    const dictionary = text.slice(from, hasStream ? streamAt : end);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
    const stream = hasStream ? pdf.subarray(streamAt + 8, streamAt + 8 + length) : Buffer.alloc(0);
    objects.set(match[1] ?? '', { dictionary, stream });
  }
  return objects;
}

function streamOf(object: PdfObject | undefined): Buffer {
  if (!object) throw new Error('NO_SUCH_OBJECT');
  return object.dictionary.includes('/FlateDecode') ? inflateSync(object.stream) : object.stream;
}

/** Glyph and character of each line `<0012> <4e2d>` of a ToUnicode table. */
function unicodeOf(cmap: string): [glyph: number, character: string][] {
  return [...cmap.matchAll(/^<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>$/gm)].map(([, glyph = '', utf16 = '']) => [
    parseInt(glyph, 16),
    Buffer.from(utf16, 'hex').swap16().toString('utf16le'),
  ]);
}

function fileOf(name: string): string {
  const [family = '', weight = ''] = name.split('-');
  const found = fontFiles.find((file) => new RegExp(`${family}_\\d+${weight}`).test(path.basename(file)));
  if (!found) throw new Error(`no file of ${name}`);
  return found;
}

/** Contours and bounding box of each glyph, in hex; the empty text for one without an outline. */
function glyphsOf(font: Buffer) {
  const tables = new Map<string, number>();
  for (let i = 0; i < font.readUInt16BE(4); i += 1) {
    const at = 12 + 16 * i;
    tables.set(font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8));
  }
  const [head = 0, loca = 0, glyf = 0] = ['head', 'loca', 'glyf'].map((name) => tables.get(name));
  const isLong = font.readInt16BE(head + 50) === 1;
  const placeOf = (glyph: number) =>
    isLong ? font.readUInt32BE(loca + 4 * glyph) : 2 * font.readUInt16BE(loca + 2 * glyph);
  return {
    at(glyph: number): string {
      const [from, to] = [placeOf(glyph), placeOf(glyph + 1)];
      return from === to ? '' : font.toString('hex', glyf + from, glyf + from + 10);
    },
  };
}

function glyphIdIn(file: string, character: string): number {
  const point = character.codePointAt(0) ?? 0;
  for (const [from, to, firstGlyph] of coverageOf(file))
    if (from <= point && point <= to) return firstGlyph + point - from;
  return 0;
}

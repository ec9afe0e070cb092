import path from 'node:path/posix';
import type { SheetRow } from '../../domain/sheets.ts';
import { UnreadableWorkbook } from './unreadable.ts';
import { readSheet } from './read-sheet.ts';
import { readWholeXml, type Attributes } from './xml.ts';
import { openZip, type Zip } from './zip-reader.ts';

const entriesMax = 500;
const stringsMax = 400_000;
const stringCharactersMax = 20_000_000;

/**
 * The rows of an xlsx file's first sheet that are not blank, in order, as they are read: whoever takes no more of them has no
 * more unpacked, and its parts unpack to `bytesMax` together at most. Cells keep what the file says, a number its own digits.
 * Throws UnreadableWorkbook.
 */
export async function* readFirstSheet(bytes: Buffer, bytesMax: number): AsyncGenerator<SheetRow> {
  const zip = await openZip(bytes, { entriesMax, bytesMax });
  const workbook = await targetOf(zip, '', 'officeDocument');
  if (workbook === undefined) throw new UnreadableWorkbook('NO_WORKBOOK');
  const sheet = await firstSheetOf(zip, workbook);
  const strings = await targetOf(zip, workbook, 'sharedStrings');
  const shared = strings === undefined ? [] : await readStrings(zip, strings);
  yield* readSheet(zip.read(sheet), shared);
}

interface Relationship {
  id: string;
  type: string;
  target: string;
}

async function relationshipsOf(zip: Zip, part: string): Promise<Relationship[]> {
  const file = path.join(path.dirname(part), '_rels', `${path.basename(part)}.rels`);
  const found: Relationship[] = [];
  await readWholeXml(zip.read(file), {
    open: (name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }: Attributes) => {
      if (name === 'Relationship' && mode !== 'External') found.push({ id, type, target: resolved(part, target) });
    },
  });
  return found;
}

function resolved(part: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : path.join(path.dirname(part), target);
}

/** Where a part's relationship of this kind leads. */
async function targetOf(zip: Zip, part: string, kind: string): Promise<string | undefined> {
  const relationships = await relationshipsOf(zip, part);
  return relationships.find(({ type, target }) => type.endsWith(`/${kind}`) && zip.has(target))?.target;
}

async function firstSheetOf(zip: Zip, workbook: string): Promise<string> {
  let first: string | undefined;
  await readWholeXml(zip.read(workbook), {
    open: (name, { id }) => {
      if (name === 'sheet') first ??= id;
    },
  });
  const sheet = (await relationshipsOf(zip, workbook)).find(({ id }) => id === first);
  if (!sheet?.type.endsWith('/worksheet')) throw new UnreadableWorkbook('NO_SHEET');
  return sheet.target;
}

/** The texts that cells refer to by number; how they are to be pronounced is left out. */
async function readStrings(zip: Zip, part: string): Promise<string[]> {
  const strings: string[] = [];
  let [text, characters, isText, inPhonetics] = ['', 0, false, false];
  await readWholeXml(zip.read(part), {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') inPhonetics = true;
      else if (name === 't') isText = !inPhonetics;
    },
    text(more) {
      if (isText) text += more;
    },
    close(name) {
      if (name === 'rPh') inPhonetics = false;
      else if (name === 't') isText = false;
      if (name !== 'si') return;
      strings.push(text);
      characters += text.length;
      if (strings.length > stringsMax || characters > stringCharactersMax)
        throw new UnreadableWorkbook('TOO_MANY_STRINGS');
    },
  });
  return strings;
}

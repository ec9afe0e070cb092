import { SaxesParser } from 'saxes';
import { UnreadableWorkbook } from './unreadable.ts';

/** Attributes by their names without prefix. */
export type Attributes = Readonly<Record<string, string>>;

/** What somebody wants to hear of a part; names come without their prefixes. */
export interface XmlListener {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

const depthMax = 64;

/**
 * Reads a part of a workbook piece by piece and tells a listener what stands in it; answers it after each piece, so that somebody may take
 * what has come or stop. Throws UnreadableWorkbook for what is not well-formed UTF-8, and for a document type: nothing a
 * spreadsheet needs is declared there.
 */
export async function* readXml<Listener extends XmlListener>(
  pieces: AsyncIterable<Buffer>,
  listener: Listener,
): AsyncGenerator<Listener> {
  const parser = new SaxesParser({ position: false });
  let depth = 0;
  const fail = () => {
    throw new UnreadableWorkbook('WRONG_XML');
  };
  parser.on('error', fail);
  parser.on('doctype', fail);
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > depthMax) fail();
    listener.open?.(local(name), withoutPrefixes(attributes));
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    listener.close?.(local(name));
  });
  parser.on('text', (text) => listener.text?.(text));
  parser.on('cdata', (text) => listener.text?.(text));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of pieces) {
    parser.write(decoded(decoder, piece));
    yield listener;
  }
  parser.write(decoded(decoder));
  parser.close();
  yield listener;
}

/** Reads a part to its end. */
export async function readWholeXml(pieces: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  const reading = readXml(pieces, listener);
  while (!(await reading.next()).done);
}

function decoded(decoder: InstanceType<typeof TextDecoder>, piece?: Buffer): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    throw new UnreadableWorkbook('WRONG_ENCODING');
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function withoutPrefixes(attributes: Record<string, unknown>): Attributes {
  const plain: Record<string, string> = {};
  for (const name in attributes) plain[local(name)] = String(attributes[name]);
  return plain;
}

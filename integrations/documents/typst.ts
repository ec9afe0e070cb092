import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { renderSVG } from 'uqr';
import type { AgreementText } from '../../domain/agreement-document.ts';
import { DomainError } from '../../domain/errors.ts';
import { agreementTemplate } from './agreement-template.ts';
import { authorizationLetterTemplate } from './authorization-letter-template.ts';
import { fontFamilies, fontFiles } from './fonts.ts';
import type { Typesetter } from './typesetter.ts';

// PDF/A forbids the glyph that stands for a missing one: what cannot be shown fails instead of becoming a box.
const pdfStandard = 'a-2b';
const cachedRunsMax = 10;
/** The date in the metadata of what has no date of its own. */
const templatesMadeAt = '2026-11-22T00:00:00.000Z';

/** Documents by the typst compiler, inside this process; fonts and compiler are loaded with the first one. */
export function typstTypesetter(): Typesetter {
  let opened: Promise<NodeCompiler> | undefined;
  const set = async (template: string, data: object, at: string): Promise<Buffer> => {
    opened ??= openCompiler();
    return pdfOf(await opened, template, { data, at });
  };
  return {
    agreement: ({ at, ...document }) => set(agreementTemplate, agreementData(document), at),
    authorizationLetter: ({ name, uscc }) =>
      set(authorizationLetterTemplate, { name, uscc, fonts: fontFamilies }, templatesMadeAt),
  };
}

/** White modules around a QR code, without which not every reader finds it. Source: ISO/IEC 18004, quiet zone. */
const quietModules = 4;

/** What the template of agreements is filled with. */
export function agreementData({ text, checkUrl }: { text: AgreementText; checkUrl: string }): object {
  return { ...text, fonts: fontFamilies, qr: renderSVG(checkUrl, { border: quietModules }) };
}

/** A compiler with our fonts alone, as bytes: of what this machine has installed none can take their place. */
export async function openCompiler(): Promise<NodeCompiler> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const fontBlobs = await Promise.all(fontFiles.map((file) => readFile(file)));
  return NodeCompiler.create({ workspace: path.dirname(fontFiles[0] ?? ''), fontArgs: [{ fontBlobs }] });
}

/** The template is constant; what it is filled with reaches it as data, never as source. */
function pdfOf(compiler: NodeCompiler, template: string, { data, at }: { data: object; at: string }): Buffer {
  const source = { mainFileContent: template, inputs: { data: JSON.stringify(data) } };
  const pdf = compiled(() =>
    compiler.pdf(source, { pdfStandard, creationTimestamp: Math.floor(Date.parse(at) / 1_000) }),
  );
  compiler.evictCache(cachedRunsMax);
  if (pdf === 'UNPRINTABLE') throw new DomainError('TEXT_NOT_PRINTABLE');
  if (pdf === 'FAILED') throw new Error('TYPESETTING_FAILED');
  return pdf;
}

// What the compiler says of a failure quotes the text: it stays here.
function compiled(compile: () => Buffer): Buffer | 'UNPRINTABLE' | 'FAILED' {
  try {
    return compile();
  } catch (error) {
    return JSON.stringify([error, String(error)]).includes('could not be displayed') ? 'UNPRINTABLE' : 'FAILED';
  }
}

import { describe, expect, test } from '@jest/globals';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { agreementText, type AgreementFacts } from '../../domain/agreement-document.ts';
import { someAgreement } from '../../tests/support/agreements.ts';
import { shownIn } from '../../tests/support/pdf.ts';
import { unprintableIn } from './fonts.ts';
import { agreementTemplate } from './agreement-template.ts';
import { agreementData, openCompiler, typstTypesetter } from './typst.ts';

const typesetter = typstTypesetter();
const checkUrl = 'https://example.gov.cn/a/2027990010000001K?code=3F2A91BC77D0';
const set = (facts: Partial<AgreementFacts> = {}, by = typesetter) =>
  by.agreement({
    text: agreementText({ ...someAgreement, ...facts }),
    checkUrl,
    at: '2026-09-23T03:00:00.000Z',
  });
const named = (name: string) => ({ graduate: { ...someAgreement.graduate, name } });
const pagesOf = (pdf: Buffer) => Number(/\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1]);

describe('a name is shown in its own glyphs, in the table and in bold at the signature', () => {
  test.each([
    '王䶮',
    '阿依古丽·买买提',
    '𠮷田㛃',
    '赵𬭎𠅤堃喆赟翀龑',
    '昇旻珺淼犇骉鑫玥瑀曌祎頔陞璟焜烜',
    '昉龢䲟㼆𫖯𬀩𫍽𬱖𬤇㐂㙍㴓',
    '𬬻𬶭𬟁𤧛𤩽𣗋𡈽',
    'Müller',
  ])('%s', async (name) => {
    expect(unprintableIn(name)).toEqual([]);
    const shown = shownIn(await set(named(name)));
    expect([...name].filter((character) => !shown.has(character))).toEqual([]);
  });
});

describe('a character that no font has never becomes a box:', () => {
  test.each(['🙂', '𪚥', '\u{2FFFF}', '\uE000', 'ก'])('%s', async (character) => {
    expect(unprintableIn(`王${character}`)).toEqual([character]);
    await expect(set(named(`王${character}`))).rejects.toMatchObject({ code: 'TEXT_NOT_PRINTABLE' });
    const letter = typesetter.authorizationLetter({ name: `${character}公司`, uscc: '91990000MA0000015Q' });
    await expect(letter).rejects.toMatchObject({ message: expect.not.stringContaining(character) });
  });

  test.each([
    'a\u200Db',
    'a\u00ADb',
    '字\uFE0F',
    '葛\u{E0100}',
    '\u200Ba\u2060',
    '\u3000全角\t空格\n换行',
    '①㎡℃→“”…',
    'é',
    'e\u0301',
  ])('what may be typed can be set: %j', async (remarks) => {
    expect(unprintableIn(remarks)).toEqual([]);
    expect((await set({ remarks })).length).toBeGreaterThan(0);
  });
});

test('the same words give the same bytes, whoever sets them, whatever was set before', async () => {
  const first = await set();
  await set(named('别人'));
  expect((await set()).equals(first)).toBe(true);
  expect((await set({}, typstTypesetter())).equals(first)).toBe(true);
  const unit = { name: '示范科技有限公司', uscc: '91990000MA0000015Q' };
  const letter = await typesetter.authorizationLetter(unit);
  expect((await typesetter.authorizationLetter(unit)).equals(letter)).toBe(true);
});

test('what people typed is data: it is set as it is, never read as markup', async () => {
  const remarks = '#panic("x") *b* $a$ [c] @d <e> \\n // #sys.inputs #read("/etc/passwd")';
  const shown = shownIn(await set({ remarks }));
  expect([...'#*$[]@<>\\/'].filter((character) => !shown.has(character))).toEqual([]);
});

test('an ordinary agreement is one page, the longest one two; metadata tell its number and the day it was signed', async () => {
  const pdf = await set();
  expect(pagesOf(pdf)).toBe(1);
  const long = { position: { category: '13', title: '岗'.repeat(50) }, remarks: '约'.repeat(500) };
  const employer = { ...someAgreement.employer, name: '名'.repeat(100), address: '址'.repeat(200) };
  expect(pagesOf(await set({ ...long, employer }))).toBe(2);
  expect(pdf.toString('latin1')).toContain('/CreationDate (D:20260923030000Z)');
  expect(pdf.includes('<pdfaid:part>2</pdfaid:part>')).toBe(true);
});

test('a copy that is marked is another document, and shows the mark', async () => {
  const marked = await set({ state: 'TERMINATED', stateAt: '2026-12-01T02:00:00.000Z' });
  expect(marked.equals(await set())).toBe(false);
  const shown = shownIn(marked);
  expect([...'已解约存查'].every((character) => shown.has(character))).toBe(true);
});

test('the QR code on the page is read by a decoder of others, and leads to the check of this agreement', async () => {
  const document = { text: agreementText(someAgreement), checkUrl };
  const compiler = await openCompiler();
  const page = compiler.plainSvg({
    mainFileContent: agreementTemplate,
    inputs: { data: JSON.stringify(agreementData(document)) },
  });
  // The head of the page, at 150 dots an inch: a poor scan.
  const scan = sharp(Buffer.from(page), { density: 110 }).flatten({ background: 'white' }).ensureAlpha();
  const { width, height } = { width: 1240, height: 480 };
  const head = await scan.resize({ width }).extract({ left: 0, top: 0, width, height }).raw().toBuffer();
  const { default: read } = jsQR as unknown as { default: typeof jsQR.default };
  expect(read(new Uint8ClampedArray(head), width, height)?.data).toBe(checkUrl);
});

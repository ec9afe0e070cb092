import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  agreementNo,
  checkCharacter37And36,
  isAgreementNo,
  isEmail,
  isIdNumber,
  isMobile,
  isOfficePhone,
  isUscc,
  maskAccountNo,
  maskIdNumber,
  maskName,
  maskPhone,
  normaliseAgreementNo,
  normaliseEmail,
  normaliseIdNumber,
  normaliseName,
  normalisePhone,
  normaliseUscc,
} from './identifiers.ts';

const today = '2026-11-22';
const usccs = [
  ...['91370214MA3D2M2T5C', '91350100M000100Y43', '91110108551385082Q', '911100007109250324', '91440300708461136T'],
  ...['91990000MA0000015Q', '91990000MA0000023K', '91990000MA0000031E', '91990000MA000004X6'],
  ...['91990000MA00000586', '91990000MA00000661'],
  // A law firm: registered by the administration of justice, so it begins with 3.
  '31110000E00016813E',
];
const idNumbers = [
  ...['11010519491231002X', '440524188001010014', '34052419800101001X', '990100200401010017', '990100200402120023'],
  ...['99010020040323003X', '990100200404300044', '990100200405050059', '990100200406160065', '99010020040707007X'],
  ...['990100200408180086', '990100200309090093', '990100200301010132', '990100200410100102', '990100200411110118'],
  '990100200412120123',
];
const usccCharacters = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const anyText = fc.string({ unit: 'binary', maxLength: 40 });
/** Text full of what people really type between the characters that count. */
const messyText = fc
  .array(
    fc.constantFrom(...'阿依·•・‧．.｡●䶮𠮷1２x-－— 　\u200b\u00a0\ufe00\u0301ｶﾞ+8６', '+86', '0086', '\u{E0100}'),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

const replaceAt = (text: string, index: number, character: string) =>
  text.slice(0, index) + character + text.slice(index + 1);

describe('credit codes', () => {
  test.each(usccs)('%s is valid', (uscc) => {
    expect(isUscc(uscc)).toBe(true);
  });

  test.each([
    '91330106MA2CFJ6L0X',
    '91110000100000245X',
    '',
    '91370214MA3D2M2T5',
    '91370214ma3d2m2t5c',
    '91370214MA3D2M2T5C ',
  ])('%j is not valid', (uscc) => {
    expect(isUscc(uscc)).toBe(false);
  });

  test('any one character changed breaks the code', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...usccs),
        fc.nat(17),
        fc.constantFrom(...usccCharacters),
        (uscc, index, character) => {
          fc.pre(uscc[index] !== character);
          expect(isUscc(replaceAt(uscc, index, character))).toBe(false);
        },
      ),
    );
  });
});

describe('ID numbers', () => {
  test.each(idNumbers)('%s is valid', (idNumber) => {
    expect(isIdNumber(idNumber, today)).toBe(true);
  });

  test.each([
    ['431128199801011681', 'the check character'],
    ['11010519491331002X', 'month 13'],
    ['110105194902300026', '30 February'],
    ['11010519491231002x', 'a small x'],
    ['1101051949123100', 'too short'],
    ['', 'nothing'],
    ['990100200400010010', 'month 0'],
  ])('%j is not valid: %s', (idNumber) => {
    expect(isIdNumber(idNumber, today)).toBe(false);
  });

  test('a birth date is accepted from its own day on, not before', () => {
    expect(isIdNumber('990100200401010017', '2004-01-01')).toBe(true);
    expect(isIdNumber('990100200401010017', '2003-12-31')).toBe(false);
  });

  test('29 February exists in leap years only', () => {
    const withCheck = (body: string) => [...'0123456789X'].map((last) => body + last);
    expect(withCheck('99010020040229001').some((idNumber) => isIdNumber(idNumber, today))).toBe(true);
    expect(withCheck('99010020030229001').some((idNumber) => isIdNumber(idNumber, today))).toBe(false);
  });

  test('any one digit changed breaks the number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...idNumbers),
        fc.nat(17),
        fc.constantFrom(...'0123456789X'),
        (number, index, digit) => {
          fc.pre(number[index] !== digit);
          expect(isIdNumber(replaceAt(number, index, digit), today)).toBe(false);
        },
      ),
    );
  });
});

test('a mobile number has eleven digits and begins with 13 to 19', () => {
  expect(['13800000001', '19912345678'].every(isMobile)).toBe(true);
  expect(['12800000001', '1380000000', '138000000011', '+8613800000001', '', '1380000000a'].some(isMobile)).toBe(false);
});

describe('e-mail addresses', () => {
  const label = 'a'.repeat(63);
  test.each([
    'hr@example.com',
    'h.r+2027_x-y@mail-1.example.com.cn',
    `${'a'.repeat(64)}@example.com`,
    `a@${label}.cn`,
    'a@b.cn',
    "!#$%&'*/=?^`{|}~@example.com",
  ])('%j is one', (text) => expect(isEmail(text)).toBe(true));

  test.each([
    'hr',
    'hr@example',
    '@example.com',
    'hr@@example.com',
    'a b@example.com',
    'hr@-example.com',
    'hr@example-.com',
    'hr@example..com',
    'hr@example.c',
    'hr@example.c0m',
    `${'a'.repeat(65)}@example.com`,
    `a@${label}a.cn`,
    `a@b.${label}a`,
    'HR@example.com',
    'hr@example.com ',
    '人事@example.com',
  ])('%j is none', (text) => expect(isEmail(text)).toBe(false));

  test('are kept in half-width small letters, without space around them', () => {
    expect(normaliseEmail(' ＨＲ@Example.COM\u3000')).toBe('hr@example.com');
  });
});

describe('phone and fax numbers of offices', () => {
  test.each(['010-88886666', '01088886666', '0571-8888666', '057188886666', '010-88886666-8', '010-88886666-123456'])(
    '%j is one',
    (text) => expect(isOfficePhone(text)).toBe(true),
  );
  test.each(['400-800-8820', '4008008820', '400-8008820', '13800000001', '19900000001'])('%j is one', (text) =>
    expect(isOfficePhone(text)).toBe(true),
  );
  test.each([
    ...['88886666', '01-88886666', '01000-88886666', '010-888866', '010-888866661', '010-88886666-', '010_88886666'],
    ...['010-88886666-1234567', '400-80-08820', '400-8008-820', '400-800-88200', '12800000001', '1380000000'],
    ...[
      '138000000011',
      '1010-88886666',
      '010-88886666 ',
      'x01088886666',
      '',
      '400-800-882',
      '1a800000001',
      '0aa88886666',
    ],
    ...['010-8888666a', '010-88886666-a', '400-a00-8820', '400-800-a820', '1380000000a'],
  ])('%j is none', (text) => expect(isOfficePhone(text)).toBe(false));
});

describe('normalisation', () => {
  test.each(['·', '•', '・', '‧', '．', '.', '･', '∙', ' · ', '··'])(
    'a name typed with %j between its parts is found',
    (dot) => {
      expect(normaliseName(`阿依古丽${dot}买买提`)).toBe('阿依古丽·买买提');
    },
  );

  test.each([
    [' 林 晓　雨\t', '林晓雨'],
    ['王䶮', '王䶮'],
    ['𠮷野', '𠮷野'],
    ['㛃𫖯', '㛃𫖯'],
    ['林\u200b晓\ufeff雨', '林晓雨'],
    ['Ｊｏｈｎ', 'John'],
  ])('the name %j becomes %j', (typed, stored) => {
    expect(normaliseName(typed)).toBe(stored);
  });

  test.each([
    [normaliseIdNumber, '990100 20040323 003x', '99010020040323003X'],
    [normaliseIdNumber, '９９０１００－２００４０３２３－００３Ｘ', '99010020040323003X'],
    [normaliseUscc, ' 91990000-ma000001 5q', '91990000MA0000015Q'],
    [normalisePhone, '+86 138-0000-0001', '13800000001'],
    [normalisePhone, '００８６１３８００００　０００１', '13800000001'],
    [normalisePhone, '138 0000 0001', '13800000001'],
  ])('%p turns %j into %j', (normalise, typed, stored) => {
    expect(normalise(typed)).toBe(stored);
  });

  test.each([normaliseName, normaliseIdNumber, normaliseUscc, normalisePhone])(
    '%p changes nothing the second time',
    (normalise) => {
      fc.assert(
        fc.property(fc.oneof(anyText, messyText), (text) => {
          expect(normalise(normalise(text))).toBe(normalise(text));
        }),
      );
    },
  );

  test('what is valid stays as it is', () => {
    expect(usccs.map(normaliseUscc)).toEqual(usccs);
    expect(idNumbers.map(normaliseIdNumber)).toEqual(idNumbers);
  });
});

describe('masks', () => {
  test('lists show what is needed to tell people apart, and no more', () => {
    expect(maskIdNumber('990100200401010017')).toBe('990100********0017');
    expect(maskPhone('13800000001')).toBe('138****0001');
    expect(['6222020200001234', '12345678'].map(maskAccountNo)).toEqual(['6222********1234', '****5678']);
    expect(['林晓雨', '王䶮', '𠮷野', '阿依古丽·买买提', '李'].map(maskName)).toEqual([
      '林**',
      '王*',
      '𠮷*',
      '阿**',
      '李*',
    ]);
  });

  test('what has another length shows its ends, and what is too short nothing', () => {
    expect(['E12345678', 'AB'].map(maskIdNumber)).toEqual(['E*******8', '**']);
    expect(['010-88886666', '123'].map(maskPhone)).toEqual(['**********66', '***']);
    expect(['123456789012', '12345678901', '123456', '12345'].map(maskAccountNo)).toEqual([
      ...['1234****9012', '*******8901', '**3456', '*****'],
    ]);
    expect(['1234', '123'].map(maskPhone)).toEqual(['**34', '***']);
    expect(maskName('')).toBe('*');
  });

  test('a mask keeps the length of a number and shows at most ten of its characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789X'), maxLength: 24 }), (text) => {
        for (const masked of [maskAccountNo(text), maskIdNumber(text), maskPhone(text)]) {
          expect(masked).toHaveLength(text.length);
          expect(masked.replaceAll('*', '').length).toBeLessThanOrEqual(Math.min(10, Math.max(0, text.length - 2)));
        }
      }),
    );
  });
});

describe('agreement numbers', () => {
  test('the check character is that of ISO 7064 MOD 37,36', () => {
    expect(checkCharacter37And36('A12425GABC1234002')).toBe('M');
  });

  test('a number is year, school, serial and check character', () => {
    const number = agreementNo({ cohortYear: 2027, schoolCode: '99001', serial: 1 });
    expect(number).toMatch(/^2027990010000001[0-9A-Z]$/);
    expect(isAgreementNo(number)).toBe(true);
  });

  const parts = fc.record({
    cohortYear: fc.integer({ min: 2000, max: 2099 }),
    schoolCode: fc.integer({ min: 0, max: 99_999 }).map((code) => String(code).padStart(5, '0')),
    serial: fc.integer({ min: 1, max: 9_999_999 }),
  });

  test('every number verifies, and none does with one character changed', () => {
    fc.assert(
      fc.property(parts, fc.nat(16), fc.constantFrom(...'0123456789ABCXYZ'), (given, index, character) => {
        const number = agreementNo(given);
        expect(isAgreementNo(number)).toBe(true);
        expect(isAgreementNo(replaceAt(number, index, character))).toBe(number[index] === character);
      }),
    );
  });

  const fitting = { cohortYear: 2027, schoolCode: '99001', serial: 1 };
  test.each([
    ...[27, 1999, 2100, 2027.5].map((cohortYear) => ({ cohortYear })),
    ...['9901', '199001', '99001x', 'x9901'].map((schoolCode) => ({ schoolCode })),
    ...[0, 10_000_000, 1.5].map((serial) => ({ serial })),
  ])('a part that does not fit is refused by name: %j', (part) => {
    expect(() => agreementNo({ ...fitting, ...part })).toThrow(new RangeError(Object.keys(part)[0]));
  });

  test('the last serial of a school and cohort fits', () => {
    expect(agreementNo({ ...fitting, serial: 9_999_999 })).toMatch(/^2027990019999999/);
  });
});

test('an agreement number is read however it was typed', () => {
  for (const typed of ['2027990010000001K', ' 2027 99001 0000001k\u0000', '２０２７９９００１-0000001-K'])
    expect(normaliseAgreementNo(typed)).toBe('2027990010000001K');
});

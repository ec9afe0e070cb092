/**
 * Numbers and names as people type them: one normalisation, one check and one mask for each, shared by search, import and
 * activation. Normalise first, then check: the checks take the normalised form and nothing else.
 */

import { invisible } from './texts.ts';

/** The 31 characters of a credit code: digits and capitals without I, O, S, V, Z. Source: GB 32100-2015. */
const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const usccShape = /^[1-9ANY][1-59]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

const idNumberShape = /^[1-9]\d{5}(?:18|19|20)\d{9}[\dX]$/;
const idNumberWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const idNumberCheckCharacters = '10X98765432';

const base36Alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const agreementNoShape = /^20\d{14}[0-9A-Z]$/;
const agreementSerialMax = 9_999_999;

/** Every dot people put between the parts of a name, after NFKC has folded the full-width and half-width ones. */
const middleDots = /[·•・‧∙⋅⸱⸳●.]+/gu;
const spacesAndDashes = /[\s\p{Default_Ignorable_Code_Point}\p{Dash_Punctuation}\u2212]/gu;
const countryPrefix = /^(?:(?:\+|00)86)+/u;

/** Whether this is a unified social credit code, its check character included. Source: GB 32100-2015 with amendment 1. */
export function isUscc(text: string): boolean {
  if (!usccShape.test(text)) return false;
  let weight = 1;
  let sum = 0;
  for (const character of text.slice(0, 17)) {
    sum += usccAlphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return usccAlphabet[(31 - (sum % 31)) % 31] === text[17];
}

/**
 * Whether this is a citizen ID number: a real day of birth no later than `onDate` (YYYY-MM-DD, Asia/Shanghai) and the check
 * character. The region prefix is not checked: regions come and go, people keep their number. Source: GB 11643, stack.md §8.
 */
export function isIdNumber(text: string, onDate: string): boolean {
  if (!idNumberShape.test(text)) return false;
  const birthDate = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  if (!isRealDate(birthDate) || birthDate > onDate) return false;
  const sum = idNumberWeights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return idNumberCheckCharacters[sum % 11] === text[17];
}

/** Whether this is a mobile number of mainland China, without country prefix. Source: stack.md §8. */
export function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text);
}

/**
 * A person's name in the form that is stored and compared: half-width, without white space and invisible characters, every
 * separating dot a `·`. Rare characters stay as they are, also those beyond the basic plane.
 */
export function normaliseName(text: string): string {
  // The last step composes what stood apart only because an invisible character was between it.
  return text.normalize('NFKC').replace(invisible, '').replace(middleDots, '·').normalize('NFC');
}

/** Whether two names are one as people and files write it: spaces, the width of brackets and the kind of dot make no difference. */
export function isSameName(one: string, other: string): boolean {
  return normaliseName(one) === normaliseName(other);
}

/** An ID number as stored and compared: half-width, without spaces and dashes, the check character X a capital. */
export function normaliseIdNumber(text: string): string {
  return withoutSeparators(text).replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** A credit code as stored and compared: half-width capitals without spaces and dashes. */
export function normaliseUscc(text: string): string {
  return withoutSeparators(text).replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** A phone number as stored and compared: half-width, without spaces, dashes and the prefix +86 or 0086. */
export function normalisePhone(text: string): string {
  return withoutSeparators(text).replace(countryPrefix, '');
}

/** An e-mail address as stored and compared: half-width, without white space around it, small letters. */
export function normaliseEmail(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** Whether this can be an e-mail address, in the form of `normaliseEmail`: one @, a host with a dot, nothing that needs quotes. */
export function isEmail(text: string): boolean {
  return /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(text);
}

/** A phone or fax number of an office as people write it: area code and number with an extension perhaps, or a mobile number. */
export function isOfficePhone(text: string): boolean {
  return /^(?:0\d{2,3}-?\d{7,8}(?:-\d{1,6})?|400-?\d{3}-?\d{4}|1[3-9]\d{9})$/.test(text);
}

/** An ID number for lists: region and last four stay, the birth date is hidden: `990100********0017`. */
export function maskIdNumber(text: string): string {
  return mask(text, text.length === 18 ? { first: 6, last: 4 } : { first: 1, last: 1 });
}

/** A phone number for lists: `138****0001`. */
export function maskPhone(text: string): string {
  return mask(text, text.length === 11 ? { first: 3, last: 4 } : { first: 0, last: 2 });
}

/** The number of a bank account for pages: its last four digits, of a long one the first four too: `6222********1234`. */
export function maskAccountNo(text: string): string {
  return mask(text, text.length >= 12 ? { first: 4, last: 4 } : { first: 0, last: 4 });
}

/** A name for pages open to all: its first character, then at most two stars: `林**`. Source: domain.md §6.6. */
export function maskName(text: string): string {
  const [first = '', ...rest] = text;
  return first + '*'.repeat(Math.min(Math.max(rest.length, 1), 2));
}

/**
 * The number of an agreement: cohort year, school code, 7-digit serial, check character.
 * Throws RangeError for a part that does not fit its place. Source: domain.md §6.6, ISO 7064 MOD 37,36.
 */
export function agreementNo(parts: { cohortYear: number; schoolCode: string; serial: number }): string {
  const { cohortYear, schoolCode, serial } = parts;
  if (!Number.isInteger(cohortYear) || cohortYear < 2000 || cohortYear > 2099) throw new RangeError('cohortYear');
  if (!/^\d{5}$/.test(schoolCode)) throw new RangeError('schoolCode');
  if (!Number.isInteger(serial) || serial < 1 || serial > agreementSerialMax) throw new RangeError('serial');
  const body = `${cohortYear}${schoolCode}${String(serial).padStart(7, '0')}`;
  return body + checkCharacter37And36(body);
}

/** Whether this has the form and the check character of an agreement number; not whether it was ever issued. */
export function isAgreementNo(text: string): boolean {
  return agreementNoShape.test(text) && checkCharacter37And36(text.slice(0, -1)) === text.at(-1);
}

/** An agreement number as stored, from how people type it: nothing but its digits and capitals. */
export function normaliseAgreementNo(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
}

/** The check character of a string of digits and capitals. Source: ISO 7064, hybrid system MOD 37,36. */
export function checkCharacter37And36(text: string): string {
  let product = 36;
  for (const character of text) {
    const sum = (product + base36Alphabet.indexOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return base36Alphabet.charAt((37 - product) % 36);
}

function withoutSeparators(text: string): string {
  return text.normalize('NFKC').replace(spacesAndDashes, '').normalize('NFC');
}

function mask(text: string, keep: { first: number; last: number }): string {
  const hidden = text.length - keep.first - keep.last;
  // A text too short for its mask shows nothing at all rather than most of itself.
  if (hidden < 2) return '*'.repeat(text.length);
  return text.slice(0, keep.first) + '*'.repeat(hidden) + text.slice(text.length - keep.last);
}

function isRealDate(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const asUtc = new Date(Date.UTC(year, month - 1, day));
  return asUtc.getUTCMonth() === month - 1 && asUtc.getUTCDate() === day;
}

/** One entry of a closed list: the code that is stored and sent, and how people read it. */
export type Term = { readonly code: string; readonly zh: string; readonly en: string };

/** A language texts are written in. */
export type Language = 'zh' | 'en';

/** The codes of a list as a tuple of literals, in the order of the list: for checks, enums and menus. */
export function codesOf<const Terms extends readonly Term[]>(
  terms: Terms,
): { readonly [Index in keyof Terms]: Terms[Index]['code'] } {
  // map() forgets that the result is as long as the list; each place holds the code of the same place.
  return terms.map(({ code }) => code) as unknown as { readonly [Index in keyof Terms]: Terms[Index]['code'] };
}

/** How people read a code, or the code itself where the list has no such term. */
export function labelOf(terms: readonly Term[], code: string, language: Language = 'zh'): string {
  return terms.find((term) => term.code === code)?.[language] ?? code;
}

// No database takes U+0000 or half a surrogate pair, and nobody types the others; line ends and tabs are for long texts.
// Whatever turns the direction of writing makes a text look like another one.
const unprintable = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;
const unprintableButLines = /[\p{Cs}\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\n\r\t]/u;

/** White space and what nobody can see. */
export const invisible = /[\s\p{Default_Ignorable_Code_Point}]/gu;

/** Whether a text shows nothing at all. */
export function isBlank(text: string): boolean {
  return text.replace(invisible, '') === '';
}

/** Whether a text holds what no screen shows as it was typed; `lines` allows line ends and tabs. */
export function isUnprintable(text: string, { lines = false }: { lines?: boolean } = {}): boolean {
  return (lines ? unprintableButLines : unprintable).test(text);
}

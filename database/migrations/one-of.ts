/** A check on a column's closed list; a test holds each list against domain/vocabulary. */
export function oneOf(column: string, codes: readonly string[]): string {
  return `${column} in (${codes.map((code) => `'${code}'`).join(', ')})`;
}

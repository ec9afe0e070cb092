/** How long a password may be, in characters as people see them. */
export interface PasswordCharacters {
  min: number;
  max: number;
}

/** How long one of a user may be unless the configuration says otherwise. Source: domain.md §3.1. */
export const passwordCharacters: PasswordCharacters = { min: 8, max: 20 };

/** Kinds of character: small letters, capitals, digits, everything else. */
const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u] as const;
const kindsMin = 3;
const unprintable = /[\p{Cc}\p{Cs}]/u;

/** What is wrong with a password somebody chooses, or null. Source: domain.md §3.1. */
export function passwordFlaw(
  password: string,
  { min, max }: PasswordCharacters,
): 'TOO_SHORT' | 'TOO_LONG' | 'WRONG_FORMAT' | 'TOO_SIMPLE' | null {
  const length = [...password].length;
  if (length < min) return 'TOO_SHORT';
  if (length > max) return 'TOO_LONG';
  if (unprintable.test(password)) return 'WRONG_FORMAT';
  return kinds.filter((kind) => kind.test(password)).length < kindsMin ? 'TOO_SIMPLE' : null;
}

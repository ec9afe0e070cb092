import type { StaffRole } from './vocabulary/staff-role.ts';

/** A member of the platform's staff, as their session knows them. */
export interface StaffMember {
  accountId: string;
  sessionId: string;
  role: StaffRole;
  /** What they sign in with. */
  signInName: string;
  /** How colleagues read them. */
  name: string;
}

/** What somebody still has to do before the panel opens. */
export type SignInStep = 'CODE' | 'PASSWORD' | 'SECOND_FACTOR';

/** How far a session has come since its password was right. */
export interface SignInProgress {
  role: StaffRole;
  hasSecondFactor: boolean;
  codeGiven: boolean;
  mustChangePassword: boolean;
}

/** The next step, or null when the panel is open: nothing may be changed before a second factor that is there was shown. */
export function nextSignInStep(progress: SignInProgress): SignInStep | null {
  const { role, hasSecondFactor, codeGiven, mustChangePassword } = progress;
  if (hasSecondFactor && !codeGiven) return 'CODE';
  if (mustChangePassword) return 'PASSWORD';
  return role === 'ADMINISTRATOR' && !hasSecondFactor ? 'SECOND_FACTOR' : null;
}

/** Characters of a staff password, at least and at most. */
export const staffPasswordCharacters = { min: 12, max: 128 } as const;

/** Whether a text may be what somebody signs in with: small letters, digits, dots and dashes, 3 to 32 of them. */
export function isSignInName(text: string): boolean {
  return /^[a-z][a-z0-9.-]{2,31}$/.test(text);
}

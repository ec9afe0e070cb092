import type { MeRow } from '../../database/queries/me.ts';

/** The account of whoever asks; its phone number in full, for it is their own. */
export function presentMe(me: MeRow, { decrypt }: { decrypt(text: string): string }) {
  const { phoneEncrypted, membershipId, membershipStatus, declineReason, ...account } = me;
  return {
    ...account,
    phone: decrypt(phoneEncrypted),
    employerMembership:
      membershipId === null || membershipStatus === null
        ? null
        : { id: membershipId, status: membershipStatus, declineReason },
  };
}

import type { MemberRow, MembershipRow } from '../../database/queries/memberships.ts';

/** A joining of a unit; the phone in full, for whoever decides has to know who asks. */
export function presentMembership(row: MembershipRow, { decrypt }: { decrypt(text: string): string }) {
  const { id, status, name, requestedAt, decidedAt, declineReason, letterFileId } = row;
  return {
    ...{ id, status, name, requestedAt, decidedAt, declineReason },
    phone: decrypt(row.phoneEncrypted),
    signingAuthorizationLetterFileId: letterFileId,
  };
}

/** A user of the unit as their colleagues see them. */
export function presentMember(row: MemberRow, self: { accountId: string }) {
  const { id, name, department, jobTitle, registeredAt, accountId } = row;
  return { id, name, department, jobTitle, registeredAt, isSelf: accountId === self.accountId };
}

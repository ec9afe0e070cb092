import type { Favorite } from '../database/models/favorite.ts';
import type { SigningRecord } from '../database/queries/signing-record.ts';
import { DomainError } from '../domain/errors.ts';
import type { EmployerUser } from '../domain/permissions.ts';
import type { OptionalLetterTerms } from '../domain/letters.ts';
import { isFailed } from '../domain/signing.ts';
import type { PositionCategory } from '../domain/vocabulary/position-category.ts';
import { act, type ActAnswer } from './act.ts';
import { tokenOf, type ActCall } from './act-on-signing.ts';
import type { CommandDependencies } from './dependencies.ts';
import { newId } from './inbox.ts';
import { unprintableFields } from './unprintable-fields.ts';

/** 签约邀请函: what the employer writes into an invitation. Source: domain.md §6.1. */
export interface InvitationLetter extends Partial<{
  [Field in keyof OptionalLetterTerms]: OptionalLetterTerms[Field] | undefined;
}> {
  positionCategory: PositionCategory;
  positionTitle: string;
  /** Whole days, 1–15. */
  responseWindowDays: number;
  signingContactName: string;
  contactPhone?: string | undefined;
  remarks?: string | undefined;
  /** 接收档案: the unit's archive profile as it is when this is sent is attached. */
  acceptsArchive?: boolean | undefined;
  /** Embedded mode only: replaces every deadline of the case. */
  sandboxDeadlineSeconds?: number | undefined;
}

/** What stands in the inbox for an invitation; the only reader is the signing's decision. */
export interface InviteBody {
  letter: InvitationLetter;
  favoriteId: string;
  previousSigningId: string | null;
}

/** 发起签约邀请: starts a signing with a favorite of the caller's unit, which the caller has looked up. */
export function sendInvitation(
  deps: CommandDependencies,
  call: ActCall<EmployerUser>,
  favorite: Favorite,
  letter: InvitationLetter,
): Promise<ActAnswer> {
  if (call.actor.employerId !== favorite.employerId) throw new DomainError('NOT_FOUND');
  return begin(deps, call, { favorite, letter, previousSigningId: null });
}

/** 再次发起签约: a new signing after a failed one, linked to it. */
export function reinvite(
  deps: CommandDependencies,
  call: ActCall<EmployerUser>,
  previous: { record: SigningRecord; favorite: Favorite },
  letter: InvitationLetter,
): Promise<ActAnswer> {
  const { record, favorite } = previous;
  if (call.actor.employerId !== record.parties.employerId) throw new DomainError('NOT_FOUND');
  if (!isFailed(record.state.status)) throw new DomainError('ACTION_NOT_ALLOWED');
  return begin(deps, call, { favorite, letter, previousSigningId: record.signing.id });
}

/** Throws GRADUATE_NOT_PRINTABLE where the agreement that this may lead to could never be made. */
async function begin(
  deps: CommandDependencies,
  call: ActCall<EmployerUser>,
  {
    favorite,
    letter,
    previousSigningId,
  }: { favorite: Favorite; letter: InvitationLetter; previousSigningId: string | null },
): Promise<ActAnswer> {
  const { graduateName, schoolName, major } = favorite;
  if (unprintableFields({ graduateName, schoolName, major }).length > 0)
    throw new DomainError('GRADUATE_NOT_PRINTABLE');
  const body: InviteBody = { letter, favoriteId: favorite.id, previousSigningId };
  return act(
    deps,
    {
      process: { id: await newId(deps.knex), kind: 'SIGNING', cohortYear: favorite.cohortYear },
      kind: 'invite',
      body,
      actorAccountId: call.actor.accountId,
      apiTokenId: tokenOf(call.actor),
      actorRelation: 'INVITER',
      idempotency: call.idempotency,
      requestId: call.requestId,
      clientAddress: call.clientAddress,
    },
    true,
  );
}

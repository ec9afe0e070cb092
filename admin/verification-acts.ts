import { z } from 'zod';
import { parseJsonBody, readRawBody } from '../api/middleware/body.ts';
import { readIdempotencyKey, readIfMatch } from '../api/middleware/act-headers.ts';
import { clientAddressOf } from '../api/middleware/client-address.ts';
import type { ActAnswer } from '../commands/act.ts';
import type { ActCall } from '../commands/act-on-signing.ts';
import { answerRepeat } from '../commands/answer-repeat.ts';
import { approveVerification } from '../commands/approve-verification.ts';
import { claimNextVerification, claimVerification, type ClaimCall } from '../commands/claim-verification.ts';
import { fingerprintOf } from '../commands/inbox.ts';
import { rejectVerification } from '../commands/reject-verification.ts';
import { releaseVerification } from '../commands/release-verification.ts';
import { requestSupplement } from '../commands/request-supplement.ts';
import { findVerificationRecord, type VerificationRecord } from '../database/queries/verification-record.ts';
import { verificationFilesMax } from '../domain/employer-verification-review.ts';
import { DomainError, errorTable, type ErrorCode } from '../domain/errors.ts';
import type { StaffUser } from '../domain/permissions.ts';
import type { StaffMember } from '../domain/staff.ts';
import { supplementReasonCodes } from '../domain/vocabulary/supplement-reason.ts';
import type { CallFacts, PanelCall } from './calls.ts';
import { panelRoot } from './gate.ts';
import { readCase } from './verification-case.ts';
import { refusalText } from './verification-words.ts';
import type { ActResult } from './verification-view.ts';

const textCharactersMax = 200;
const secondsMax = 86_400;

// No database keeps a NUL in a text.
const explanation = z
  .string()
  .trim()
  .max(textCharactersMax)
  .regex(/^[^\0]*$/);
const reasonCode = z.enum(supplementReasonCodes);
const Nothing = z.strictObject({});

const Rejection = z.strictObject({ reasonCode, reason: explanation.min(1) });

const SupplementRequest = z.strictObject({
  files: z
    .array(
      z
        .strictObject({
          fileId: z.guid(),
          reasons: z.array(reasonCode).min(1).max(supplementReasonCodes.length),
          text: explanation.optional(),
        })
        // 其他 alone tells the unit nothing.
        .refine(({ reasons, text }) => !reasons.includes('OTHER') || Boolean(text)),
    )
    .min(1)
    .max(verificationFilesMax),
  sandboxDeadlineSeconds: z.int().min(1).max(secondsMax).optional(),
});

type Deciding<Body> = (
  deps: CallFacts['deps'],
  call: ActCall<StaffUser>,
  record: VerificationRecord,
  body: Body & { expectedSeq: number },
) => Promise<ActAnswer>;

const done = {
  approve: '已审核通过，单位已认证。',
  'request-supplement': '已要求单位补传材料。',
  reject: '已审核不通过，单位将收到原因。',
};

/** Everything a reviewer can do with a case of the queue. */
export const verificationActs: readonly PanelCall[] = [
  {
    ...forReviewers(`${panelRoot}/api/verifications/next`),
    answer: (facts) => told(facts, () => claimNext(facts)),
  },
  {
    ...forReviewers(`${panelRoot}/api/verifications/{id}/claim`),
    answer: (facts) => told(facts, () => claim(facts)),
  },
  {
    ...forReviewers(`${panelRoot}/api/verifications/{id}/release`),
    answer: (facts) => told(facts, () => release(facts)),
  },
  decision('approve', Nothing, approveVerification),
  decision('request-supplement', SupplementRequest, requestSupplement),
  decision('reject', Rejection, rejectVerification),
];

function forReviewers(path: string) {
  return { method: 'POST', path, roles: ['REVIEWER'] } as const;
}

/** A decision: with the seq that was seen, under a key, so that a repeat is answered as the first was. */
function decision<Body>(name: keyof typeof done, schema: z.ZodType<Body>, decide: Deciding<Body>): PanelCall {
  return {
    ...forReviewers(`${panelRoot}/api/verifications/{id}/${name}`),
    answer: (facts) =>
      told(facts, async () => {
        const { deps, ctx, member, id } = facts;
        const key = readIdempotencyKey(ctx);
        const raw = await readRawBody(ctx);
        const record = await findVerificationRecord(deps.knex, deps.clock, id);
        if (!record) throw new DomainError('NOT_FOUND');
        const request = {
          method: ctx.method,
          path: ctx.path,
          rawBody: raw.toString('latin1'),
          ifMatch: ctx.get('if-match'),
        };
        const idempotency = { key, fingerprint: fingerprintOf(deps.personalData, request) };
        const repeat = await answerRepeat(deps, member.accountId, idempotency);
        if (repeat) return resultOf(repeat, name);
        const body = parsed(facts, schema, parseJsonBody(ctx, raw));
        const call = { ...callerOf(facts), idempotency, requestId: ctx.state.requestId };
        return resultOf(await decide(deps, call, record, { ...body, expectedSeq: readIfMatch(ctx) }), name);
      }),
  };
}

function parsed<Body>({ deps }: CallFacts, schema: z.ZodType<Body>, given: unknown): Body {
  const { success, data } = schema.safeParse(given);
  if (!success) throw new DomainError('VALIDATION_FAILED');
  const { sandboxDeadlineSeconds } = data as { sandboxDeadlineSeconds?: number };
  if (sandboxDeadlineSeconds !== undefined && deps.settings.mode !== 'embedded')
    throw new DomainError('VALIDATION_FAILED');
  return data;
}

async function claim({ deps, ctx, member, id }: CallFacts): Promise<ActResult> {
  const { verificationId, until } = await claimVerification(deps, callerOf({ ctx, member }), id);
  return { outcome: 'SUCCEEDED', message: '已领取。', verificationId, until };
}

async function claimNext({ deps, ctx, member }: CallFacts): Promise<ActResult> {
  const claimed = await claimNextVerification(deps, callerOf({ ctx, member }));
  return claimed
    ? { outcome: 'SUCCEEDED', message: '已领取。', ...claimed }
    : { outcome: 'SUCCEEDED', message: '没有可领取的件。' };
}

async function release({ deps, ctx, member, id }: CallFacts): Promise<ActResult> {
  await releaseVerification(deps, callerOf({ ctx, member }), id);
  return { outcome: 'SUCCEEDED', message: '已放回。' };
}

function callerOf({ ctx, member }: Pick<CallFacts, 'ctx' | 'member'>): ClaimCall {
  return { actor: asUser(member), clientAddress: clientAddressOf(ctx) };
}

function asUser({ accountId, sessionId, role }: StaffMember): StaffUser {
  return { userType: 'STAFF', accountId, sessionId, role };
}

function resultOf(answer: ActAnswer, name: keyof typeof done): ActResult {
  switch (answer.outcome) {
    case 'SUCCEEDED':
      return { outcome: 'SUCCEEDED', message: done[name] };
    case 'RECEIVED':
      return { outcome: 'RECEIVED', message: '已受理，稍后可刷新查看结果。' };
    case 'REFUSED':
      throw new DomainError(answer.refusal);
  }
}

const situations: readonly ErrorCode[] = ['RECORD_CHANGED', 'ACTION_NOT_ALLOWED', 'CLAIM_REQUIRED', 'CLAIM_HELD'];

/** A refusal in words a reviewer can go on with: where another was faster, who it was and when. */
async function told({ deps, ctx, member, id }: CallFacts, work: () => Promise<ActResult>): Promise<ActResult> {
  try {
    const result = await work();
    if (result.outcome === 'RECEIVED') ctx.status = 202;
    return result;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'NOT_FOUND') throw error;
    const { code } = error;
    ctx.status = errorTable[code].status;
    const now = situations.includes(code) && id !== '' ? await readCase(deps, member, id) : null;
    return { outcome: 'REFUSED', code, message: refusalText(code, now) };
  }
}

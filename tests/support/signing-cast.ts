import { randomUUID } from 'node:crypto';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import { storeCommand } from '../../commands/inbox.ts';
import type { Instant } from '../../domain/calendar.ts';
import type { ActorRelation, EmployerUser, GraduateUser, ReviewerUser } from '../../domain/permissions.ts';
import type { ReviewChain } from '../../domain/reviews.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import type { Sms, SmsSender } from '../../integrations/sms/sms.ts';
import { eventually } from './eventually.ts';
import { buildEmployer, buildGraduate, buildSchool, type BuiltEmployer, type BuiltSchool } from './factories.ts';

/** Everybody of one signing, as their sessions would know them; people of their own, so that tests do not meet. */
export interface Cast {
  employer: EmployerUser;
  graduate: GraduateUser;
  /** A reviewer of the college; of nobody's where the college has none. */
  college: ReviewerUser;
  school: ReviewerUser;
}

/** Makes an employer, and a graduate of a school with its reviewers. */
export async function buildCast(
  deps: CommandDependencies,
  options: { signingChain?: ReviewChain; collegeReviewer?: boolean } = {},
): Promise<Cast> {
  const place = await buildSchool(deps, options);
  const { graduateId, accountId } = await buildGraduate(deps, { school: place });
  return {
    employer: asEmployerUser(await buildEmployer(deps)),
    graduate: { userType: 'GRADUATE', accountId, sessionId: randomUUID(), graduateId, graduateIds: [graduateId] },
    college: asReviewer(place, 'COLLEGE'),
    school: asReviewer(place, 'SCHOOL'),
  };
}

/** A user of a built unit, as a session knows them. */
export function asEmployerUser({ employerId, accountId }: BuiltEmployer): EmployerUser {
  const session = { sessionId: randomUUID(), membership: 'APPROVED', employerVerified: true } as const;
  return { userType: 'EMPLOYER', accountId, employerId, ...session };
}

/** A reviewer of a built school, or of its college, as a session knows them. */
export function asReviewer(place: BuiltSchool, level: ReviewStage): ReviewerUser {
  const { schoolCode, collegeId, collegeReviewer, schoolReviewer } = place;
  const session = { userType: 'REVIEWER', sessionId: randomUUID(), level, schoolCode } as const;
  return level === 'SCHOOL'
    ? { ...session, accountId: schoolReviewer, collegeId: null }
    : { ...session, accountId: collegeReviewer ?? randomUUID(), collegeId };
}

/** Puts a command into a signing's inbox and delivers it to nobody; answers its id. */
export async function storeUndelivered(
  deps: CommandDependencies,
  signingId: string,
  command: { kind: string; by: ActorRelation; accountId?: string; body?: object; receivedAt?: Instant },
): Promise<string> {
  const stored = await storeCommand(
    deps,
    {
      process: { id: signingId, kind: 'SIGNING', cohortYear: 2027 },
      kind: command.kind,
      body: command.body ?? {},
      actorAccountId: command.accountId ?? null,
      actorRelation: command.by,
      idempotency: null,
      requestId: `test-${randomUUID()}`,
      clientAddress: null,
    },
    false,
  );
  const { receivedAt } = command;
  if (receivedAt !== undefined) await deps.knex('command').where({ id: stored.id }).update({ receivedAt });
  return stored.id;
}

/** Waits until a stored command is decided; its refusal, or SUCCEEDED. */
export async function outcomeOfCommand({ knex }: CommandDependencies, commandId: string): Promise<string> {
  return eventually(async () => {
    const row = await knex('command')
      .where({ id: commandId })
      .first<{ outcome: string | null; refusalCode: string | null }>('outcome', 'refusal_code');
    if (row.outcome === null) throw new Error('not decided yet');
    return row.refusalCode ?? row.outcome;
  });
}

/** A signing's line of events: what, and why it happened. */
export async function eventsOf(
  { knex }: CommandDependencies,
  signingId: string,
): Promise<{ type: string; cause: string; at: Instant; data: Record<string, unknown> }[]> {
  return knex('process_event').where({ processId: signingId }).orderBy('seq').select('type', 'cause', 'at', 'data');
}

/** The kinds of the messages in somebody's inbox about a signing, oldest first. */
export async function inboxOf(
  { knex }: CommandDependencies,
  signingId: string,
  { accountId }: { accountId: string },
): Promise<string[]> {
  const rows = await knex('notification')
    .where({ processId: signingId, accountId })
    .orderBy(['created_at', 'id'])
    .select<{ kind: string }[]>('kind');
  return rows.map(({ kind }) => kind);
}

/** Waits until everything a signing has to send is sent or left out, then counts the outcomes by kind. */
export async function settledEffects(
  { knex }: CommandDependencies,
  signingId: string,
): Promise<Record<string, string>> {
  return eventually(async () => {
    const rows = await knex('effect')
      .where({ processId: signingId })
      .select<{ kind: string; status: string; endedAt: Instant | null }[]>('kind', 'status', 'ended_at');
    if (rows.some(({ endedAt }) => endedAt === null)) throw new Error(`not at its end: ${JSON.stringify(rows)}`);
    return Object.fromEntries(rows.map(({ kind, status }) => [kind, status]));
  });
}

/** A gateway that sends nothing and keeps what it was given, with the moment by the clock that judges deadlines. */
export function recordedSms(now: () => Promise<Instant>): SmsSender & {
  /** The kinds and moments of what went to an account about a signing. */
  to(signingId: string, person: { accountId: string }): { kind: string; at: Instant }[];
} {
  const sent: (Sms & { at: Instant })[] = [];
  return {
    recognisesRepeats: true,
    async send(sms) {
      sent.push({ ...sms, at: await now() });
      return { status: 'SENT', providerMessageId: sms.key };
    },
    to: (signingId, { accountId }) =>
      sent
        .map(({ key, at }) => ({ parts: key.split('/'), at }))
        .filter(({ parts }) => parts[0] === signingId && parts[3] === `account:${accountId}`)
        .map(({ parts, at }) => ({ kind: parts[2] ?? '', at })),
  };
}

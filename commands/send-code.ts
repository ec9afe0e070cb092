import { randomInt } from 'node:crypto';
import { normaliseEmail } from '../domain/identifiers.ts';
import type { Instant } from '../domain/calendar.ts';
import { DomainError } from '../domain/errors.ts';
import { codeDigits } from '../domain/one-time-codes.ts';
import { reportOf } from '../domain/error-report.ts';
import type { Actor } from '../domain/permissions.ts';
import type { CodePurpose, PhoneCodePurpose } from '../domain/vocabulary/code-purpose.ts';
import { codeMailSubject, codeTexts, textsWithoutCode } from '../domain/vocabulary/code-texts.ts';
import type { Delivery } from '../integrations/delivery.ts';
import { giveBackAllowance, takeAllowance, type AllowancePolicy, type NamedAllowance } from './allowance.ts';
import type { CodeDependencies, CommandDependencies, MessagingDependencies } from './dependencies.ts';

type Deps = Pick<CommandDependencies, 'knex' | 'clock' | 'personalData' | 'log'> &
  MessagingDependencies &
  CodeDependencies;

/** When the code ends, and when another one may be asked for; the same for every recipient. */
export interface CodeSent {
  expiresAt: Instant;
  resendAt: Instant;
}

const daySeconds = 24 * 3_600;

/** Whom a code is of any use to, as a condition on the number's hash; the same statement whatever the answer. Source: api.md §2. */
const servable: Record<CodePurpose, string> = {
  REGISTER: `not exists (select from account a where a.user_type = 'EMPLOYER' and a.phone_hash = :recipientHash)`,
  RESET_PASSWORD: `exists (select from account a where a.phone_hash = :recipientHash and a.disabled_at is null)`,
  ACTIVATE_GRADUATE: `exists (select from graduate g where g.phone_hash = :recipientHash and g.removed_at is null)`,
  CHANGE_PASSWORD: `exists (select from account a where a.phone_hash = :recipientHash and a.disabled_at is null)`,
  // The number of now and the one to be: nobody could tell the second from a stranger's.
  CHANGE_PHONE: 'true',
  CONFIRM_EMAIL: 'true',
};

/**
 * 获取短信验证码: sends a code to a number, or a text without one where it could be of no use. Both are the same work and the same
 * answer, so that nobody learns who has an account. Throws AllowanceUsedUp, MESSAGES_UNAVAILABLE.
 */
export async function sendPhoneCode(
  deps: Deps,
  { phone, purpose }: { phone: string; purpose: PhoneCodePurpose },
  caller: { clientAddress: string | null; limit: AllowancePolicy },
): Promise<CodeSent> {
  const addressKey = deps.personalData.hash(`code-from:${caller.clientAddress ?? 'unknown'}`).toString('hex');
  await takeAllowance(deps.knex, { name: 'codes-from-address', key: addressKey, ...caller.limit });
  const { code, isServed, id, ...sent } = await makeCode(deps, { recipient: phone, purpose, accountId: null });
  const message = isServed ? withCode(purpose, { code, minutes: minutesOf(deps) }) : withoutCode(purpose);
  const ofDay = allowanceOfDay(deps, { recipient: phone, accountId: null });
  await orUnavailable(deps, [ofDay], () => deps.sms.send({ to: phone, key: `code/${id}`, ...message }));
  return sent;
}

/** 获取邮箱验证码: sends a code that the same account alone can use. Throws AllowanceUsedUp, MESSAGES_UNAVAILABLE. */
export async function sendEmailCode(deps: Deps, { accountId }: Actor, email: string): Promise<CodeSent> {
  const mailsOfAccount = { name: 'mails-of-account', key: accountId, windowSeconds: daySeconds };
  const ofAccount = { ...mailsOfAccount, tries: deps.oneTimeCodes.mailsOfAccountPerDayMax };
  await takeAllowance(deps.knex, ofAccount);
  const recipient = normaliseEmail(email);
  const { code, id, expiresAt, resendAt } = await makeCode(deps, { recipient, purpose: 'CONFIRM_EMAIL', accountId });
  const text = codeTexts.CONFIRM_EMAIL.replace('{code}', code).replace('{minutes}', minutesOf(deps));
  const mail = { to: recipient, subject: codeMailSubject, text, key: `code/${id}`, code };
  const ofDay = allowanceOfDay(deps, { recipient, accountId });
  await orUnavailable(deps, [ofAccount, ofDay], () => deps.mail.send(mail));
  return { expiresAt, resendAt };
}

function withCode(purpose: PhoneCodePurpose, { code, minutes }: { code: string; minutes: string }) {
  const text = codeTexts[purpose].replace('{code}', code).replace('{minutes}', minutes);
  const parameters = [
    { name: 'code', value: code },
    { name: 'minutes', value: minutes },
  ];
  return { text, template: `CODE_${purpose}`, parameters, code } as const;
}

function minutesOf({ oneTimeCodes }: CodeDependencies): string {
  return String(oneTimeCodes.lifeMinutes);
}

function withoutCode(purpose: PhoneCodePurpose) {
  return { text: textsWithoutCode[purpose], template: `NO_CODE_${purpose}`, parameters: [] } as const;
}

/** What is kept of a code: a keyed hash that fits this recipient and purpose alone. */
export function codeHashOf(
  { personalData }: Pick<CommandDependencies, 'personalData'>,
  { recipient, purpose, code }: { recipient: string; purpose: CodePurpose; code: string },
): Buffer {
  return personalData.hash(`code:${purpose}:${recipient}:${code}`);
}

async function makeCode(
  deps: Deps,
  { recipient, purpose, accountId }: { recipient: string; purpose: CodePurpose; accountId: string | null },
) {
  const { knex, clock, personalData, oneTimeCodes } = deps;
  const { lifeMinutes, resendSeconds } = oneTimeCodes;
  const recipientHash = personalData.hash(recipient);
  // The minute before the day: what it refuses does not count against the day.
  const key = countedBy(deps, { recipient, accountId });
  await takeAllowance(knex, { name: 'codes-in-a-minute', key, tries: 1, windowSeconds: resendSeconds });
  await takeAllowance(knex, allowanceOfDay(deps, { recipient, accountId }));
  const code = String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0');
  const { rows } = await knex.raw<{ rows: [CodeSent & { id: string; isServed: boolean }] }>(
    `insert into one_time_code (purpose, recipient_hash, account_id, code_hash, sent_at, expires_at)
     select :purpose, :recipientHash, :accountId, case when ${servable[purpose]} then cast(:codeHash as bytea) end,
       present.now, present.now + make_interval(mins => :lifeMinutes)
     from (select ${await clock()} as now) present
     returning id, expires_at, sent_at + make_interval(secs => :resendSeconds) as resend_at, code_hash is not null as is_served`,
    {
      ...{ purpose, recipientHash, accountId, lifeMinutes, resendSeconds },
      codeHash: codeHashOf(deps, { recipient, purpose, code }),
    },
  );
  return { code, ...rows[0] };
}

/** How many codes a number, or an account for an address, gets in a day. */
function allowanceOfDay(deps: Deps, whose: { recipient: string; accountId: string | null }): NamedAllowance {
  const { perDayMax: tries } = deps.oneTimeCodes;
  return { name: 'codes-in-a-day', key: countedBy(deps, whose), tries, windowSeconds: daySeconds };
}

/** What codes are counted by. One of an account counts with it: nobody uses up what another may ask for to the same address. */
function countedBy(
  { personalData }: Pick<Deps, 'personalData'>,
  { recipient, accountId }: { recipient: string; accountId: string | null },
): string {
  return personalData.hash(accountId === null ? recipient : `code-of:${accountId}:${recipient}`).toString('hex');
}

/**
 * A message that did not leave, or leaves later only, is told, alike to everybody: they would wait for it in vain. Of what is known
 * not to have left, the day's allowances are given back: a gateway that is away for ten minutes costs nobody the day.
 */
async function orUnavailable(
  { knex, log }: Pick<Deps, 'knex' | 'log'>,
  allowances: readonly NamedAllowance[],
  send: () => Promise<Delivery>,
): Promise<void> {
  const outcome = await send().catch((error: unknown) => ({ status: 'FAILED' as const, error: reportOf(error) }));
  if (outcome.status === 'SENT') return;
  log.error(outcome, 'a code could not be sent');
  if (outcome.status !== 'FAILED') for (const each of allowances) await giveBackAllowance(knex, each);
  throw new DomainError('MESSAGES_UNAVAILABLE');
}

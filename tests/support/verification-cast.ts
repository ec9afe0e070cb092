import { randomUUID } from 'node:crypto';
import { act, type ActAnswer } from '../../commands/act.ts';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import type {
  AmountBody,
  RejectBody,
  RequestSupplementBody,
  SubmitBody,
  SupplementBody,
  SwitchMethodBody,
} from '../../commands/employer-verification-bodies.ts';
import { newId } from '../../commands/inbox.ts';
import type { Instant } from '../../domain/calendar.ts';
import type { EmployerVerificationState } from '../../domain/employer-verification-state.ts';
import type { ActorRelation } from '../../domain/permissions.ts';
import type { StaffRole } from '../../domain/vocabulary/staff-role.ts';
import { buildAccount, buildEmployer, buildFile, nextNumber, type BuiltEmployer } from './factories.ts';
import { decided } from './people.ts';

/** Ours in this file: an account's number that the sandbox pays to. */
export const someAccountNo = () => `622202${String(nextNumber()).padStart(9, '0')}1234`;

/** Makes a unit that is not verified, with a user whose profile is complete; `uscc` makes it a rival of another. */
export async function buildUnit(
  deps: CommandDependencies,
  { uscc }: { uscc?: string } = {},
): Promise<BuiltEmployer & { uscc: string }> {
  const unit = await buildEmployer(deps, { verificationState: 'UNVERIFIED' });
  const profile = {
    companyName: unit.name,
    department: '人事科',
    jobTitle: '科长',
    officePhone: '010-99990000',
    email: 'hr@example.com',
  };
  await deps.knex('account').where({ id: unit.accountId }).update(profile);
  if (uscc !== undefined) await deps.knex('employer').where({ id: unit.employerId }).update({ uscc });
  const row = await deps.knex('employer').where({ id: unit.employerId }).first<{ uscc: string }>('uscc');
  return { ...unit, uscc: row.uscc };
}

/** Makes a member of staff; answers the account. */
export async function buildStaff(deps: CommandDependencies, role: StaffRole): Promise<string> {
  const accountId = await buildAccount(deps, 'STAFF', `员工${nextNumber()}`);
  await deps.knex('staff_account').insert({ accountId, role, signInName: `staff-${nextNumber()}` });
  return accountId;
}

/** A body that asks for money, with one letter of the unit's own. */
export async function remittanceBody(
  deps: CommandDependencies,
  unit: BuiltEmployer,
  more: Partial<SubmitBody> & { accountNo?: string } = {},
): Promise<SubmitBody> {
  const { accountNo = someAccountNo(), ...rest } = more;
  const bank = { corporateAccountNo: accountNo, bankBranchName: '示范银行示范支行' };
  const fileIds = [await buildFile(deps, unit.accountId)];
  return { employerId: unit.employerId, method: 'REMITTANCE', fileIds, bank, ...rest } as SubmitBody;
}

/** A body with material, a licence and a letter. */
export async function materialBody(
  deps: CommandDependencies,
  unit: BuiltEmployer,
  more: Partial<SubmitBody> = {},
): Promise<SubmitBody> {
  const fileIds = [await buildFile(deps, unit.accountId), await buildFile(deps, unit.accountId)];
  return { employerId: unit.employerId, method: 'MATERIALS', fileIds, ...more } as SubmitBody;
}

interface Asked {
  id: string;
  kind: string;
  body: object;
  accountId: string;
  relation: ActorRelation;
}

async function ask(deps: CommandDependencies, { id, kind, body, accountId, relation }: Asked, begins = false) {
  const key = randomUUID();
  return act(
    deps,
    {
      process: { id, kind: 'EMPLOYER_VERIFICATION', cohortYear: null },
      kind,
      body,
      actorAccountId: accountId,
      actorRelation: relation,
      idempotency: { key, fingerprint: Buffer.from(key) },
      requestId: `test-${key}`,
      clientAddress: null,
    },
    begins,
  );
}

async function inOneWord(deps: CommandDependencies, answer: ActAnswer): Promise<string> {
  if (answer.outcome === 'RECEIVED') return decided(deps, answer.commandId);
  return answer.outcome === 'REFUSED' ? answer.refusal : answer.outcome;
}

/** Submits and answers the new verification's id; throws what was refused. */
export async function submit(deps: CommandDependencies, unit: BuiltEmployer, body: SubmitBody): Promise<string> {
  const id = await newId(deps.knex);
  const asked = { id, kind: 'submit', body, accountId: unit.accountId, relation: 'MEMBER' } as const;
  const outcome = await inOneWord(deps, await ask(deps, asked, true));
  if (outcome !== 'SUCCEEDED') throw new Error(outcome);
  return id;
}

/** The acts of a test, each answered in one word. */
export function actsOnVerification(deps: CommandDependencies) {
  const by = (relation: ActorRelation) => async (accountId: string, id: string, kind: string, body: object) =>
    inOneWord(deps, await ask(deps, { id, kind, body, accountId, relation }));
  const [member, staff] = [by('MEMBER'), by('STAFF')];
  const asSeen = async (id: string) => ({ expectedSeq: (await verificationOf(deps, id)).seq });
  return {
    amount: (unit: BuiltEmployer, id: string, amount: string) =>
      member(unit.accountId, id, 'amount', { amount } satisfies AmountBody),
    switchMethod: (unit: BuiltEmployer, id: string, body: SwitchMethodBody) =>
      member(unit.accountId, id, 'switchMethod', body),
    supplement: (unit: BuiltEmployer, id: string, files: SupplementBody['files']) =>
      member(unit.accountId, id, 'supplement', { files }),
    withdraw: (unit: BuiltEmployer, id: string) => member(unit.accountId, id, 'withdraw', {}),
    approve: async (account: string, id: string) => staff(account, id, 'approve', await asSeen(id)),
    requestSupplement: async (account: string, id: string, files: RequestSupplementBody['files']) =>
      staff(account, id, 'requestSupplement', { ...(await asSeen(id)), files }),
    reject: async (account: string, id: string) => {
      const why = { reasonCode: 'NAME_MISMATCH', reason: '执照名称与填写不一致' } as const;
      return staff(account, id, 'reject', { ...(await asSeen(id)), ...why } satisfies RejectBody);
    },
  };
}

/** A verification as it stands. */
export async function verificationOf(
  { knex }: CommandDependencies,
  id: string,
): Promise<{ seq: number; state: EmployerVerificationState; status: string; unit: string }> {
  const { rows } = await knex.raw<{
    rows: { seq: number; state: EmployerVerificationState; status: string; unit: string }[];
  }>(
    `select p.seq, p.state, v.status, e.verification_state as unit
     from process p join employer_verification v on v.id = p.id join employer e on e.id = v.employer_id where p.id = ?`,
    id,
  );
  const [row] = rows;
  if (!row) throw new Error('no such verification');
  return row;
}

/** What was really sent; the unit would read it in its bank's statement. */
export async function amountSent(deps: CommandDependencies, processId: string, attempt = 1): Promise<string> {
  const row = await deps
    .knex('remittance')
    .where({ processId, attempt })
    .first<{ amountEncrypted: string }>('amountEncrypted');
  return deps.personalData.decrypt(row.amountEncrypted);
}

/** An amount that may be paid, and was not. */
export async function wrongAmount(deps: CommandDependencies, processId: string): Promise<string> {
  return (await amountSent(deps, processId)) === '0.05' ? '0.06' : '0.05';
}

/** Takes the review for a reviewer until an instant. */
export async function claim({ knex }: CommandDependencies, id: string, claimedBy: string, until: Instant) {
  await knex('employer_verification').where({ id }).update({ claimedBy, claimedUntil: until });
}

/** What the last command of a kind was answered beside its code. */
export async function toldBeside({ knex }: CommandDependencies, processId: string, kind: string): Promise<unknown> {
  const row = await knex('command')
    .where({ processId, kind })
    .orderBy('received_at', 'desc')
    .first<{ refusalExtra: unknown }>('refusalExtra');
  return row.refusalExtra;
}

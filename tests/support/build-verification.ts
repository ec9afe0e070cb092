import type { Knex } from 'knex';
import { endOfNthDay, plusSeconds, type Instant } from '../../domain/calendar.ts';
import { verificationStateAfter } from '../../domain/employer-verification-ground.ts';
import type { EmployerVerificationEvent } from '../../domain/employer-verification-model.ts';
import { openMaterialReview } from '../../domain/employer-verification-review.ts';
import { evolve, isOpen, type EmployerVerificationState } from '../../domain/employer-verification-state.ts';
import type { ActorRelation } from '../../domain/permissions.ts';
import type { VerificationStatus } from '../../domain/vocabulary/verification-status.ts';
import { workingCalendar } from '../../domain/working-days.ts';
import { buildEmployer, buildFile, nextNumber, type BuiltEmployer, type Data } from './factories.ts';

/** A verification with all that it took to get there. */
export interface BuiltVerification {
  id: string;
  employer: BuiltEmployer;
  /** What stands for the unit. */
  licence: string;
  letter: string;
  /** The version it stands at. */
  seq: number;
  /** Of its one send; the empty text for material. */
  paymentReference: string;
}

/** The account of every built verification. */
export const builtAccountNo = '6222020200001234';

/** The amount that went there. */
export const builtAmount = '1.78';

type Step = { event: EmployerVerificationEvent; by: ActorRelation };

/**
 * Makes a verification in a status: its events one after the other, a minute apart from an hour ago on, each with its command;
 * by remittance where money leads there, else by material. The unit is not verified before.
 */
export async function buildVerification(
  data: Data,
  options: { status?: VerificationStatus; employer?: BuiltEmployer; submittedAt?: Instant } = {},
): Promise<BuiltVerification> {
  const employer = options.employer ?? (await buildEmployer(data, { verificationState: 'UNVERIFIED' }));
  const licence = await buildFile(data, employer.accountId, 'BUSINESS_LICENSE');
  const letter = await buildFile(data, employer.accountId, 'SIGNING_AUTHORIZATION_LETTER');
  const submittedAt = options.submittedAt ?? plusSeconds(new Date().toISOString(), -3_600);
  const steps = stepsTo(options.status ?? 'SENDING', submittedAt, { licence, letter });
  const paymentReference = `test-${nextNumber()}`;
  const id = await data.knex.transaction((trx) => write({ ...data, knex: trx }, steps, { employer, paymentReference }));
  return { id, employer, licence, letter, seq: steps.length, paymentReference };
}

function stepsTo(status: VerificationStatus, from: Instant, files: { licence: string; letter: string }): Step[] {
  const at = (minutes: number) => plusSeconds(from, minutes * 60);
  const until = endOfNthDay(from, 7);
  const send = {
    ...{ attempt: 1, expectedBy: endOfNthDay(from, 3) },
    ...{ calendarVersion: workingCalendar.version, provisional: false },
  };
  const common = { type: 'submitted', at: from, sandboxDeadlineSeconds: null } as const;
  const byMoney: Step = {
    by: 'MEMBER',
    event: { ...common, submission: { method: 'REMITTANCE', fileIds: [files.letter], send } },
  };
  const review = openMaterialReview(from, null, workingCalendar);
  const fileIds = [files.licence, files.letter];
  const byMaterial: Step = {
    by: 'MEMBER',
    event: { ...common, submission: { method: 'MATERIALS', fileIds, review } },
  };
  const settled: Step = { by: 'SYSTEM', event: { type: 'remittanceSettled', at: at(1), attempt: 1, until } };
  const member = (event: EmployerVerificationEvent): Step => ({ by: 'MEMBER', event });
  switch (status) {
    case 'SENDING':
      return [byMoney];
    case 'AWAITING_AMOUNT':
      return [byMoney, settled];
    case 'BANK_FAILED': {
      const failed = { type: 'remittanceFailed', at: at(1), attempt: 1, reason: 'RETURNED', until } as const;
      return [byMoney, { by: 'SYSTEM', event: { ...failed, failedSends: 1 } }];
    }
    case 'AMOUNT_FAILED': {
      const wrong = (triesLeft: number) =>
        member({ type: 'amountMismatched', at: at(4 - triesLeft), attempt: 1, triesLeft });
      const failed = member({ type: 'amountFailed', at: at(4), attempt: 1, failedSends: 1 });
      return [byMoney, settled, wrong(2), wrong(1), failed];
    }
    case 'VERIFIED':
      return [byMoney, settled, member({ type: 'amountMatched', at: at(2), attempt: 1 })];
    case 'EXPIRED':
      return [byMoney, settled, { by: 'SYSTEM', event: { type: 'lapsed', at: at(2), waitedIn: 'AWAITING_AMOUNT' } }];
    case 'WITHDRAWN':
      return [byMoney, member({ type: 'withdrawn', at: at(1) })];
    case 'AWAITING_REVIEW':
      return [byMaterial];
    case 'NEEDS_SUPPLEMENT': {
      const asked = [{ fileId: files.licence, reasons: ['NO_SEAL', 'UNREADABLE'] as const, text: '请重新拍摄' }];
      const event = { type: 'supplementRequested', at: at(1), files: asked, until } as const;
      return [byMaterial, { by: 'STAFF', event: { ...event, sandboxDeadlineSeconds: null } }];
    }
    case 'REJECTED': {
      const event = { type: 'rejected', at: at(1), reasonCode: 'NAME_MISMATCH', reason: '执照名称不符' } as const;
      return [byMaterial, { by: 'STAFF', event }];
    }
  }
}

async function write(
  data: Data,
  steps: readonly Step[],
  { employer, paymentReference }: { employer: BuiltEmployer; paymentReference: string },
): Promise<string> {
  const { knex } = data;
  const { employerId, accountId } = employer;
  const id = idOf(await knex('process').insert({ kind: 'EMPLOYER_VERIFICATION' }).returning('id'));
  let state: EmployerVerificationState | null = null;
  for (const [index, { event, by }] of steps.entries()) {
    const seq = index + 1;
    state = evolve(state, event);
    const { type, at, ...rest } = event;
    const actorAccountId = by === 'MEMBER' ? accountId : null;
    const outcome = { outcome: 'SUCCEEDED', outcomeSeq: seq, decidedAt: at };
    const command = { processId: id, kind: type, actorAccountId, actorRelation: by, requestId: 'test', receivedAt: at };
    const bodyEncrypted = data.personalData.encrypt('{}');
    const commandId = idOf(
      await knex('command')
        .insert({ ...command, ...outcome, bodyEncrypted })
        .returning('id'),
    );
    const stored = { processId: id, seq, type, at, data: JSON.stringify(rest), ruleVersion: 'test' };
    await knex('process_event').insert({ ...stored, cause: 'COMMAND', commandId });
  }
  if (state === null) throw new Error('A verification begins with its submission');
  const isOpenNow = isOpen(state.status);
  await knex('process')
    .where({ id })
    .update({ seq: steps.length, state: JSON.stringify(state), isOpen: isOpenNow, updatedAt: state.statusAt });
  await insertReadModel(knex, { id, employerId, accountId, state });
  if (state.send !== null) await insertRemittance(data, { id, paymentReference, sentAt: state.submittedAt });
  return id;
}

async function insertReadModel(
  knex: Knex,
  built: { id: string; employerId: string; accountId: string; state: EmployerVerificationState },
): Promise<void> {
  const { id, employerId, accountId, state } = built;
  const employer = await knex('employer').where({ id: employerId }).first();
  const { name: employerName, uscc, unitType, verificationState } = employer;
  const rejected =
    state.status === 'REJECTED' ? { rejectReasonCode: state.reasonCode, rejectReason: '执照名称不符' } : {};
  await knex('employer_verification').insert({
    ...{ id, employerId, submittedBy: accountId, submittedAt: state.submittedAt, employerName, uscc, unitType },
    ...{ method: state.method, status: state.status, statusAt: state.statusAt, ...rejected },
  });
  await knex('verification_file').insert(state.fileIds.map((fileId) => ({ processId: id, fileId, addedSeq: 1 })));
  await knex('employer')
    .where({ id: employerId })
    .update({ verificationState: verificationStateAfter(verificationState, state.status) });
}

async function insertRemittance(
  { knex, personalData }: Data,
  { id, paymentReference, sentAt }: { id: string; paymentReference: string; sentAt: Instant },
): Promise<void> {
  await knex('remittance').insert({
    ...{ paymentReference, processId: id, attempt: 1, uscc: 'TEST', sentAt },
    ...{ bankBranchName: '示范银行示范支行', cnapsCode: '102100099996' },
    accountHash: personalData.hash(builtAccountNo),
    accountNoEncrypted: personalData.encrypt(builtAccountNo),
    amountEncrypted: personalData.encrypt(builtAmount),
  });
}

function idOf(rows: { id: string }[]): string {
  const [row] = rows;
  if (!row) throw new Error('nothing was inserted');
  return row.id;
}

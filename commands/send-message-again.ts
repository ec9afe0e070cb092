import type { Knex } from 'knex';
import { reportOf } from '../domain/error-report.ts';
import { DomainError } from '../domain/errors.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { ProcessRef } from './engine.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';

/** A message that was given up, and how often it had been sent when the member saw it. */
export interface GivenUpMessage {
  /** Process, step, kind and recipient of one about a case; its id otherwise. */
  key: readonly (string | number)[];
  sendings: number;
}

type Deps = Pick<CommandDependencies, 'knex' | 'clock' | 'engine' | 'log'>;

/**
 * 重新发送: plans a message anew that was given up, under a key its provider has not seen. Its case's workflow carries it out,
 * or the Schedule one about no case; who presses twice sends once. Throws NOT_FOUND, ACTION_NOT_ALLOWED.
 */
export async function sendMessageAgain(deps: Deps, call: StaffCall, message: GivenUpMessage): Promise<void> {
  const now = await deps.clock();
  const process = await pressOnce(deps.knex, { act: 'MESSAGE_SENT_AGAIN', call }, async (trx, place) => {
    const { thing, failureCode, process } = await planAgain(trx, message, now);
    const details = { sending: message.sendings + 1, failureCode: failureCode ?? '' };
    await recordStaffAct(trx, 'MESSAGE_SENT_AGAIN', place, { ...thing, details });
    return process;
  });
  if (process) await wake(deps, process);
}

interface Planned {
  thing: { kind: string; id: string };
  failureCode: string | null;
  process: ProcessRef | null;
}

async function planAgain(trx: Knex.Transaction, { key, sendings }: GivenUpMessage, now: string): Promise<Planned> {
  const isOfCase = key.length > 1;
  const where = isOfCase ? { processId: key[0], seq: key[1], kind: key[2], recipient: key[3] } : { id: key[0] };
  const table = isOfCase ? 'effect' : 'direct_message';
  const found = await trx(table)
    .where(where)
    .whereNotNull('message')
    .forUpdate()
    .first<{ status: string; sendings: number; failureCode: string | null } | undefined>();
  if (!found) throw new DomainError('NOT_FOUND');
  if (found.status !== 'GAVE_UP' || found.sendings !== sendings) throw new DomainError('ACTION_NOT_ALLOWED');
  await trx(table)
    .where(where)
    .update({
      ...{ status: 'PLANNED', tries: 0, sendings: sendings + 1 },
      ...{ failureCode: null, providerMessageId: null, endedAt: null, dueAt: trx.raw(now) },
      ...(isOfCase ? {} : { nextTryAt: trx.raw(now) }),
    });
  const { failureCode } = found;
  if (!isOfCase) return { thing: { kind: 'direct_message', id: String(key[0]) }, failureCode, process: null };
  const process = await trx('process').where({ id: key[0] }).first<ProcessRef>('id', 'kind', 'cohortYear');
  return { thing: { kind: 'process', id: process.id }, failureCode, process };
}

/** A process that cannot be reached now is poked again by the Schedule. */
async function wake({ engine, log }: Deps, process: ProcessRef): Promise<void> {
  try {
    await engine.poke(process);
  } catch (error) {
    log.warn({ processId: process.id, error: reportOf(error) }, 'the engine did not answer');
  }
}

import type { Knex } from 'knex';
import { forgetFinding, isStray, reconciliationChecks } from '../database/queries/reconciliation.ts';
import { reportOf } from '../domain/error-report.ts';
import { DomainError } from '../domain/errors.ts';
import type { ReconciliationClass } from '../domain/vocabulary/reconciliation-class.ts';
import type { ScheduleId } from '../workflows/upkeep.messages.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { ProcessRef } from './engine.ts';
import { pokeOne } from './poke-processes.ts';
import { reconcile } from './reconcile.ts';
import { settingGoing } from './set-going.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';

type Deps = Pick<CommandDependencies, 'knex' | 'engine' | 'clock' | 'log'>;

/** 立即核对: lets the Schedule run now; whether the engine took it. Throws NOT_FOUND. */
export async function runReconciliation(
  { knex, engine, log }: Deps,
  call: StaffCall,
  schedule: ScheduleId & ('reconcile' | 'check-rules'),
): Promise<boolean> {
  const isFirst = await pressOnce(knex, { act: 'RECONCILIATION_RUN', call }, async (trx, place) => {
    await recordStaffAct(trx, 'RECONCILIATION_RUN', place, { kind: 'schedule', id: schedule });
    return true;
  });
  if (!isFirst) return true;
  try {
    await engine.runSchedule(schedule);
    return true;
  } catch (error) {
    log.warn({ schedule, error: reportOf(error) }, 'the engine did not answer');
    return false;
  }
}

/** Classes whose findings can be set going again by hand too: what the hourly check does by itself. */
export const pokedClasses = ['UNDECIDED_COMMAND', 'MISSING_WORKFLOW', 'IDLE_WORKFLOW', 'UNDONE_EFFECT'] as const;

/** A code of pokedClasses. */
export type PokedClass = (typeof pokedClasses)[number];

/**
 * 再次处理: sets going again what the newest check of a class found, cases and what belongs to none; answers how many the engine
 * took. A workflow without a process is nothing that can be set going. Throws NOT_FOUND.
 */
export async function pokeFindings(deps: Deps, call: StaffCall, code: PokedClass): Promise<number> {
  const wanted = await pressOnce(deps.knex, { act: 'FINDINGS_REPAIRED', call }, async (trx, place) => {
    const findings = (await reconciliationChecks(trx)).get(code)?.findings ?? [];
    await recordStaffAct(trx, 'FINDINGS_REPAIRED', place, classOf(code, findings.length));
    const ids = findings.flatMap(({ processId }) => processId ?? []);
    const processes = await trx('process').whereIn('id', ids).select<ProcessRef[]>('id', 'kind', 'cohortYear');
    return { processes, outsideCases: findings.filter(({ processId }) => processId === null) };
  });
  if (wanted === undefined) return 0;
  const setGoing = settingGoing(deps);
  const { processes, outsideCases } = wanted;
  const attempts = [
    ...processes.map((process) => () => pokeOne(deps, process)),
    ...outsideCases.map((finding) => () => setGoing(finding)),
  ];
  let taken = 0;
  for (const attempt of attempts) {
    if (await attempt()) taken += 1;
    // One that stands still does not keep the others from it; an engine that is away keeps nobody waiting for fifty deadlines.
    else if (!(await deps.engine.isReachable())) break;
  }
  return taken;
}

/** 重新检查: looks at failing workflows anew; answers how many still fail. Throws NOT_FOUND, and what the engine throws. */
export async function lookAtFailuresAgain(deps: Deps, call: StaffCall): Promise<number> {
  await pressOnce(deps.knex, { act: 'FINDINGS_REPAIRED', call }, (trx, place) =>
    recordStaffAct(trx, 'FINDINGS_REPAIRED', place, classOf('FAILING_WORKFLOW', 0)),
  );
  return reconcile(deps, 'failures');
}

/**
 * 解除占用: frees a graduate from a signing that is over, under the locks of a decision; one that is in review or signed keeps
 * its graduate. Throws NOT_FOUND, ACTION_NOT_ALLOWED.
 */
export async function releaseBinding(
  { knex }: Pick<Deps, 'knex'>,
  call: StaffCall,
  { graduateId, signingId }: { graduateId: string; signingId: string },
): Promise<void> {
  await pressOnce(knex, { act: 'BINDING_RELEASED', call }, async (trx, place) => {
    await lockCase(trx, { graduateId, signingId });
    const { rows } = await trx.raw<{ rows: object[] }>(
      `delete from graduate_binding b using signing s, process p
       where b.graduate_id = :graduateId and b.signing_id = :signingId and s.id = b.signing_id and p.id = s.id
         and s.status = p.state ->> 'status' and ${isStray}
       returning b.graduate_id`,
      { graduateId, signingId },
    );
    if (rows.length === 0) throw new DomainError('ACTION_NOT_ALLOWED');
    await forgetFinding(trx, 'STRAY_BINDING', graduateId);
    await recordStaffAct(trx, 'BINDING_RELEASED', place, { kind: 'graduate', id: graduateId, details: { signingId } });
  });
}

async function lockCase(trx: Knex.Transaction, of: { graduateId: string; signingId: string }): Promise<void> {
  const process = await trx('process').where({ id: of.signingId, kind: 'SIGNING' }).forNoKeyUpdate().first('id');
  const graduate = await trx('graduate').where({ id: of.graduateId }).forUpdate().first('id');
  if (!process || !graduate) throw new DomainError('NOT_FOUND');
}

function classOf(code: ReconciliationClass, cases: number) {
  return { kind: 'reconciliation_class', id: code, details: { cases } };
}

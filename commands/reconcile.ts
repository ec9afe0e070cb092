import { unprintableAgreements } from '../database/queries/agreements.ts';
import { databaseViolations, rulesOfClasses } from '../database/queries/invariants.ts';
import { overdueOutsideCases } from '../database/queries/overdue-outside-cases.ts';
import { presentInstant, presentOnCalendar } from '../database/queries/present-instant.ts';
import {
  processesWithOldCommands,
  processesWithOverdueEffects,
  processesWithoutWork,
  processesWithWork,
  secondsBefore,
  type PagedProcess,
} from '../database/queries/process-pages.ts';
import { keepCheck, reconciliationChecks, strayBindings } from '../database/queries/reconciliation.ts';
import { plusSeconds } from '../domain/calendar.ts';
import { reportOf } from '../domain/error-report.ts';
import { assess, keptFindingsMax, overdueSeconds, type CheckResult, type Finding } from '../domain/reconciliation.ts';
import { digestDay } from '../domain/review-digest.ts';
import type { ReconciliationClass } from '../domain/vocabulary/reconciliation-class.ts';
import type { CommandDependencies } from './dependencies.ts';
import { durableKinds, processIdOf, type ProcessRef } from './engine.ts';
import { pokeOne } from './poke-processes.ts';
import { settingGoing } from './set-going.ts';

type Deps = Pick<CommandDependencies, 'knex' | 'engine' | 'clock' | 'log'>;
type Results = Partial<Record<ReconciliationClass, CheckResult>>;
type Look = (deps: Deps, progress: () => void) => Promise<Results>;

/** What is younger may be on its way, or not yet be seen in the engine's lists. */
const settledSeconds = 60;
const lookedUpTogetherMax = 500;
const unprintableMax = 500;

/** What is looked at together, under the name of the Schedule that does so. Source: temporal.md §2.4. */
const looks = {
  reconcile: [lookAtCommands, lookAtWorkflows, lookAtFailures, lookAtBindings, lookAtEffects],
  checkRules: [lookAtRules],
  failures: [lookAtFailures],
} as const satisfies Record<string, readonly Look[]>;

/**
 * 对账: looks for what database, engine and rules do not agree on, sets going again what is safe, and calls people for the
 * rest: in the log, by a metric, on the panel's page. Answers how many things people must look at. What cannot be looked at
 * does not keep the others from it; it throws at the end.
 */
export async function reconcile(
  deps: Deps,
  which: keyof typeof looks,
  progress: () => void = () => undefined,
): Promise<number> {
  let alarms = 0;
  let failure: Error | undefined;
  for (const look of looks[which])
    try {
      for (const [code, result] of Object.entries(await look(deps, progress)))
        alarms += await keep(deps, code as ReconciliationClass, result);
    } catch (error) {
      deps.log.error({ look: look.name, error: reportOf(error) }, 'reconciliation could not look at everything');
      failure ??= error instanceof Error ? error : new Error('RECONCILIATION_FAILED');
    }
  if (failure) throw failure;
  return alarms;
}

async function keep({ knex, clock, log }: Deps, code: ReconciliationClass, result: CheckResult): Promise<number> {
  const before = (await reconciliationChecks(knex)).get(code)?.findings ?? [];
  const check = assess(code, result, { now: await presentInstant(knex, clock), before });
  await keepCheck(knex, check);
  const { found, repaired, alarms, findings } = check;
  const told = { class: code, found, repaired, alarms, things: findings.slice(0, 10).map(({ thingId }) => thingId) };
  if (alarms > 0) log.error(told, 'reconciliation found what people must look at');
  else if (found > 0) log.warn(told, 'reconciliation set going again what stood still');
  return alarms;
}

/** (a) What the Schedule of every 10 s could not get decided either. */
async function lookAtCommands(deps: Deps, progress: () => void): Promise<Results> {
  const old = processesWithOldCommands(deps.knex, await deps.clock());
  return { UNDECIDED_COMMAND: await pokeAll(deps, old, progress) };
}

/** (b) and (c) Each process with work has its workflow, and no other has one. */
async function lookAtWorkflows(deps: Deps, progress: () => void): Promise<Results> {
  // Of one moment, before the engine is asked: what begins while its long lists are read is not missing in them.
  const settled = secondsBefore(`timestamptz '${await presentInstant(deps.knex, deps.clock)}'`, settledSeconds);
  const idle = new Tally();
  const running = new Set<string>();
  for (const kind of durableKinds) {
    const ids = [...(await deps.engine.runningProcesses(kind, progress))];
    for (let from = 0; from < ids.length; from += lookedUpTogetherMax) {
      progress();
      const page = ids.slice(from, from + lookedUpTogetherMax);
      for (const { id, isThere } of await processesWithoutWork(deps.knex, page, settled)) {
        progress();
        const process = { id, kind, cohortYear: null };
        // The engine's lists come late: this one may have ended by itself.
        if (!(await deps.engine.isRunning(process))) continue;
        const detail = isThere ? null : 'NO_PROCESS';
        idle.add({ thingId: id, processId: id, detail }, isThere && (await pokeOne(deps, process)));
      }
    }
    for (const id of ids) running.add(id);
  }
  const missing = await pokeAll(deps, processesWithWork(deps.knex, settled), progress, running);
  return { IDLE_WORKFLOW: idle, MISSING_WORKFLOW: missing };
}

/** (d) Only a build, or the database, that fits heals them. */
async function lookAtFailures({ engine }: Deps): Promise<Results> {
  const { count, workflowIds } = await engine.failingWorkflows(keptFindingsMax);
  const findings = workflowIds.map((id) => ({ thingId: id, processId: processIdOf(id), detail: null }));
  return { FAILING_WORKFLOW: { found: count, repaired: 0, findings } };
}

/** (e) Whose graduate cannot accept anything; a supervisor releases it on the page. */
async function lookAtBindings({ knex }: Deps, progress: () => void): Promise<Results> {
  const tally = new Tally();
  for await (const strays of strayBindings(knex)) {
    progress();
    for (const { graduateId, signingId } of strays)
      tally.add({ thingId: graduateId, processId: signingId, detail: null }, false);
  }
  return { STRAY_BINDING: tally };
}

/** (f) What was to go out, or to be gone through, an hour ago; and agreements whose document cannot be made. */
async function lookAtEffects(deps: Deps, progress: () => void): Promise<Results> {
  const tally = await pokeAll(deps, processesWithOverdueEffects(deps.knex, await deps.clock()), progress);
  const { now, calendar } = await presentOnCalendar(deps.knex, deps.clock);
  const before = plusSeconds(now, -overdueSeconds.effect);
  const setGoing = settingGoing(deps);
  for (const { id, detail } of await overdueOutsideCases(deps.knex, { before, digestDay: digestDay(now, calendar) })) {
    progress();
    const finding: Finding = { thingId: id, processId: null, detail };
    tally.add(finding, await setGoing(finding));
  }
  // Given up anew each day: only another font, or another way of writing what it says, brings these further.
  for (const id of await unprintableAgreements(deps.knex, unprintableMax))
    tally.add({ thingId: id, processId: id, detail: 'NOT_PRINTABLE' }, false);
  return { UNDONE_EFFECT: tally };
}

/** Everything else that must always be true. */
async function lookAtRules({ knex }: Deps, progress: () => void): Promise<Results> {
  const violations = await databaseViolations(knex, { except: rulesOfClasses, progress });
  const ids = violations.map(({ id }) => id);
  const processes = new Set(await knex('process').whereIn('id', ids.slice(0, keptFindingsMax)).pluck<string[]>('id'));
  const tally = new Tally();
  for (const { rule, id } of violations)
    tally.add({ thingId: id, processId: processes.has(id) ? id : null, detail: rule }, false);
  return { BROKEN_RULE: tally };
}

async function pokeAll(
  deps: Deps,
  pages: AsyncIterable<readonly PagedProcess[]>,
  progress: () => void,
  except: ReadonlySet<string> = new Set(),
): Promise<Tally> {
  const tally = new Tally();
  for await (const page of pages)
    for (const { id, kind, cohortYear, detail } of page) {
      progress();
      if (except.has(id)) continue;
      const process: ProcessRef = { id, kind, cohortYear };
      tally.add({ thingId: id, processId: id, detail }, await pokeOne(deps, process));
    }
  return tally;
}

/** Counts what is found, and keeps the first of it. */
class Tally implements CheckResult {
  found = 0;
  repaired = 0;
  findings: Finding[] = [];

  add(finding: Finding, isRepaired: boolean): void {
    this.found += 1;
    if (isRepaired) this.repaired += 1;
    if (this.findings.length < keptFindingsMax) this.findings.push(finding);
  }
}

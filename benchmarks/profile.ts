import { readFileSync } from 'node:fs';
import { accept, invite } from './life.ts';
import { HttpDriver } from './http.ts';
import type { Benchmark } from './benchmark.ts';
import { makeInvitees, makeUnits } from './people.ts';
import { median, rounded } from './statistics.ts';
import { startSystem } from './system.ts';

const warmUps = 30;

interface Acceptance {
  requestId: string;
  /** Milliseconds since 1970. */
  begunAt: number;
  /** When the next one began: what follows the answer lies before it. */
  overAt: number;
  ms: number;
}

interface Statement {
  sql: string;
  endedAt: number;
  durationMs: number;
  requestId: string | undefined;
}

/**
 * Where the milliseconds of an acceptance go, from the statement logs of server and worker (LOG_LEVEL=debug, so it is all a
 * little slower than without): each statement, how often one acceptance runs it, and how long it takes. BEGIN and COMMIT are
 * not in those logs: one of each on the server and in the worker come on top.
 */
export const profile: Benchmark = {
  name: 'profile',
  async run({ engine, say, profiled }) {
    const system = await startSystem(engine, { say, env: { LOG_LEVEL: 'debug' } });
    const http = new HttpDriver(system.baseUrl, 4);
    try {
      const units = await makeUnits(system, 10);
      const acceptances: Acceptance[] = [];
      for (const [i, invitee] of (
        await makeInvitees(system, units, { from: 0, count: warmUps + profiled })
      ).entries()) {
        const signingId = await invite(http, invitee);
        await system.settle();
        const [begunAt, requestId] = [Date.now(), `profile-${i}`];
        const ms = await accept(http, invitee, signingId, requestId);
        await system.settle();
        if (i >= warmUps) acceptances.push({ requestId, begunAt, ms, overAt: Date.now() });
      }
      const statements = { server: statementsIn(system.logs.server), worker: statementsIn(system.logs.worker) };
      return { ...resultOf(acceptances, statements), engineVersion: system.engineVersion };
    } finally {
      http.close();
      await system.stop();
    }
  },
};

function statementsIn(file: string): Statement[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line) => {
    if (!line.includes('"statement"')) return [];
    const { time, sql, durationMs, requestId } = JSON.parse(line) as Statement & { time: string };
    return { sql: sql.replace(/\s+/g, ' ').trim(), endedAt: Date.parse(time), durationMs, requestId };
  });
}

function resultOf(acceptances: readonly Acceptance[], all: Record<'server' | 'worker', Statement[]>) {
  const each = acceptances.map((acceptance) => {
    const { requestId, begunAt, overAt, ms } = acceptance;
    const server = all.server.filter((statement) => statement.requestId === requestId);
    const worker = all.worker.filter((statement) => statement.endedAt >= begunAt && statement.endedAt <= overAt);
    const [before, after] = splitAfter(server, ({ sql }) => /insert into "?command"?/.test(sql));
    const stored = before.at(-1)?.endedAt ?? begunAt;
    const answered = Math.min(...after.map((statement) => statement.endedAt - statement.durationMs));
    const firstOfEffects = worker.findIndex(({ sql }) => sql.startsWith('select e.message, e.tries'));
    const decision = firstOfEffects < 0 ? worker : worker.slice(0, firstOfEffects);
    return { ms, before, after, decision, effects: worker.slice(decision.length), engineMs: answered - stored };
  });
  const sum = (statements: readonly Statement[]) => statements.reduce((total, { durationMs }) => total + durationMs, 0);
  const middle = (of: (one: (typeof each)[number]) => number) => median(each.map(of));
  const split = {
    whole: middle(({ ms }) => ms),
    serverSqlBefore: middle(({ before }) => sum(before)),
    engine: middle(({ engineMs }) => engineMs),
    workerSqlOfDecision: middle(({ decision }) => sum(decision)),
    serverSqlAfter: middle(({ after }) => sum(after)),
    serverStatements: middle(({ before, after }) => before.length + after.length),
    decisionStatements: middle(({ decision }) => decision.length),
  };
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const counted = (count: number, value: number) => [String(count), ms(value)];
  return {
    table: [
      ['one acceptance with statement logs, medians', 'statements', 'time'],
      ['whole, as the caller sees it', '', ms(split.whole)],
      [
        'server: SQL before the Update',
        ...counted(
          middle(({ before }) => before.length),
          split.serverSqlBefore,
        ),
      ],
      ['COMMIT and the Update, to the next statement', '', ms(split.engine)],
      ['  worker: SQL of the decision', ...counted(split.decisionStatements, split.workerSqlOfDecision)],
      [
        'server: SQL after the Update',
        ...counted(
          middle(({ after }) => after.length),
          split.serverSqlAfter,
        ),
      ],
      ['after the answer: SQL of the effects', String(middle(({ effects }) => effects.length)), ''],
      ...(['before', 'decision', 'after', 'effects'] as const).flatMap((phase) => [
        [`— ${phase} —`, 'per act', 'median (least)'],
        ...kindsOf(each.map((one) => one[phase])).map(({ sql, perAct, medianMs, leastMs }) => [
          sql.slice(0, 90),
          perAct.toFixed(1),
          `${medianMs.toFixed(2)} ms (${leastMs.toFixed(2)})`,
        ]),
      ]),
    ],
    figures: Object.fromEntries(Object.entries(split).map(([name, value]) => [name, rounded(value, 2)])),
    raw: Object.fromEntries(
      (['before', 'decision', 'after', 'effects'] as const).map((phase) => [
        phase,
        kindsOf(each.map((one) => one[phase])),
      ]),
    ),
  };
}

function splitAfter(statements: readonly Statement[], isLast: (statement: Statement) => boolean) {
  const last = statements.findIndex(isLast);
  return [statements.slice(0, last + 1), statements.slice(last + 1)] as const;
}

/** The statements of a phase in the order of their first appearance; those that few acceptances run are somebody else's. */
function kindsOf(runs: readonly (readonly Statement[])[]) {
  const bySql = new Map<string, number[]>();
  for (const { sql, durationMs } of runs.flat()) bySql.set(sql, [...(bySql.get(sql) ?? []), durationMs]);
  return [...bySql]
    .map(([sql, durations]) => ({
      sql,
      perAct: durations.length / runs.length,
      medianMs: rounded(median(durations), 2),
      leastMs: rounded(Math.min(...durations), 2),
    }))
    .filter(({ perAct }) => perAct >= 0.5);
}

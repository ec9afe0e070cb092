import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Knex } from 'knex';
import { openDatabase } from '../database/knex.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { countSigningTabs } from '../database/queries/signing-tab-counters.ts';
import { freePort } from '../scripts/support/ports.ts';
import { startPostgres } from '../scripts/support/postgres.ts';
import { sendSignal } from '../scripts/support/processes.ts';
import type { Benchmark } from './benchmark.ts';
import { limit, listCases } from './list-cases.ts';
import { seedOthers, seedOwners, seedUnit, type ListOwners } from './list-data.ts';
import { rowsRead, type RowsRead } from './list-plans.ts';
import { median, rounded } from './statistics.ts';

const goal = 2;
const warmUps = 6;
const rowsAtOnce = 100_000;

interface Measured extends RowsRead {
  ms: number[];
}

/**
 * What PostgreSQL reads for a page of each list and how long the product takes to read it: first with the signings of one unit
 * alone in the tables, then with all the others beside them. A database of its own that does not wait for its disk: it is only read.
 */
export const lists: Benchmark = {
  name: 'lists',
  async run({ say, listRows: [ofUnit, all], listSamples }) {
    const folder = mkdtempSync(path.join(tmpdir(), 'signing-lists-'));
    const spawned: number[] = [];
    const killAll = () => {
      for (const pid of spawned) sendSignal(pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    };
    process.once('exit', killAll);
    const account = { user: 'platform', password: 'platform', database: 'platform' };
    const onSpawn = (pid: number) => void spawned.push(pid);
    const postgres = await startPostgres({
      dir: path.join(folder, 'pg'),
      port: await freePort(),
      ...account,
      onSpawn,
      fast: true,
    });
    await migrateToLatest(postgres.url);
    const knex = openDatabase(postgres.url, { poolMax: 1, forMigrations: true });
    try {
      const owners = await seedOwners(knex);
      say(`Seeding ${ofUnit} signings of one unit`);
      await seedUnit(knex, owners, ofUnit);
      const small = await measure(knex, owners, listSamples, say);
      await withoutNameIndexes(knex, async () => {
        for (let from = ofUnit + 1; from <= all; from += rowsAtOnce) {
          say(`Seeding others: ${from} of ${all}`);
          await seedOthers(knex, owners, from, Math.min(all, from + rowsAtOnce - 1));
        }
      });
      const large = await measure(knex, owners, listSamples, say);
      return {
        table: tableOf(small, large),
        figures: { limit, goal, ofUnit, all, worst: worstOf(large) },
        raw: { small, large },
      };
    } finally {
      await knex.destroy();
      await postgres.stop();
      process.removeListener('exit', killAll);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Seeds while the indexes by name are away: built at once afterwards they take a fraction of the time. */
async function withoutNameIndexes(knex: Knex, seed: () => Promise<void>): Promise<void> {
  const { rows } = await knex.raw<{ rows: { name: string; made: string }[] }>(
    `select indexname as name, indexdef as made from pg_indexes where indexdef like '%USING gin%' and schemaname = 'public'`,
  );
  for (const { name } of rows) await knex.raw(`drop index ${name}`);
  await seed();
  await knex.raw(`set maintenance_work_mem = '512MB'`);
  for (const { made } of rows) await knex.raw(made);
}

async function measure(knex: Knex, owners: ListOwners, samples: number, say: (line: string) => void) {
  say('Vacuum and statistics');
  await knex.raw('vacuum analyze');
  say('Reading every list');
  const measured: Record<string, Measured> = {};
  for (const { name, read } of listCases(owners)) {
    const second = await read(knex, null);
    measured[name] = await timed(knex, samples, [() => read(knex, null), () => read(knex, second)]);
  }
  const { employerId } = owners;
  const counters = { 'counters of every cohort': {}, 'counters of a cohort': { cohort: 2027 } };
  for (const [name, cohort] of Object.entries(counters))
    measured[name] = await timed(knex, samples, [() => countSigningTabs(knex, { employerId, ...cohort })]);
  return measured;
}

/** The worst of the pages, and the times of all of them in turn. */
async function timed(knex: Knex, samples: number, pages: readonly (() => Promise<unknown>)[]): Promise<Measured> {
  const reads = [];
  for (const page of pages) reads.push(await rowsRead(knex, page));
  const ms: number[] = [];
  for (let i = 0; i < warmUps + samples; i += 1) {
    const begun = performance.now();
    await pages[i % pages.length]?.();
    if (i >= warmUps) ms.push(rounded(performance.now() - begun));
  }
  return {
    toFind: Math.max(...reads.map(({ toFind }) => toFind)),
    toShow: Math.max(...reads.map(({ toShow }) => toShow)),
    ms,
  };
}

function tableOf(small: Record<string, Measured>, large: Record<string, Measured>): string[][] {
  const head = ['list', 'read ÷ limit, small', 'large', 'looked up, large', 'ms, small', 'ms, large', 'verdict'];
  const ratio = ({ toFind }: Measured) => rounded(toFind / limit, 2).toString();
  const rows = Object.entries(large).map(([name, measured]) => {
    const before = small[name] ?? measured;
    const isCounter = name.startsWith('counters');
    const isMet = measured.toFind <= goal * limit;
    const verdict = isCounter ? `${measured.toShow} rows` : isMet ? 'met' : 'missed';
    const ms = [before, measured].map((one) => median(one.ms).toFixed(1));
    return [name, ratio(before), ratio(measured), String(measured.toShow), ...ms, verdict];
  });
  return [head, ...rows];
}

function worstOf(measured: Record<string, Measured>): { name: string; ratio: number } {
  const pages = Object.entries(measured).map(([name, { toFind }]) => ({ name, ratio: rounded(toFind / limit, 2) }));
  return pages.reduce((worst, page) => (page.ratio > worst.ratio ? page : worst));
}

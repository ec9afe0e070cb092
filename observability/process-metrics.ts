import type { Knex } from 'knex';
import { Counter, Gauge, type Registry } from 'prom-client';
import { reconciliationChecks } from '../database/queries/reconciliation.ts';
import { givenUpByCode, heldUpByCode } from '../database/queries/vital-signs.ts';

/** What is told of the processes' health, read from the database when asked for. Source: design.md §9, temporal.md §7. */
export function registerProcessMetrics(registry: Registry, knex: Knex): void {
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await read());
      },
    });
  const one = async (sql: string) => {
    const { rows } = await knex.raw<{ rows: { value: string | number | null }[] }>(sql);
    return Number(rows[0]?.value ?? 0);
  };
  gauge('platform_inbox_oldest_seconds', 'Age of the oldest undecided command.', () =>
    one(`select extract(epoch from clock_timestamp() - min(received_at)) as value from command where outcome is null`),
  );
  gauge('platform_open_processes', 'Processes that wait for somebody.', () =>
    one(`select count(*) as value from process where is_open`),
  );
  gauge('platform_effects_unended', 'Effects not yet at their end.', () =>
    one(`select count(*) as value from effect where ended_at is null`),
  );
  const byCode = async (sql: string) => (await knex.raw<{ rows: { code: string; count: number }[] }>(sql)).rows;
  new Counter({
    name: 'platform_effects_gave_up_total',
    help: 'Messages and payments that were given up, by failure code.',
    labelNames: ['code'],
    registers: [registry],
    // The rows are the count, so that every worker tells the same and a restart forgets nothing.
    async collect() {
      const rows = await byCode(givenUpByCode);
      this.reset();
      for (const { code, count } of rows) this.inc({ code }, count);
    },
  });
  const ofChecks = async () => [...(await reconciliationChecks(knex)).values()];
  new Gauge({
    name: 'platform_reconciliation_alarms',
    help: 'What the newest reconciliation found that people must look at, by class.',
    labelNames: ['class'],
    registers: [registry],
    async collect() {
      for (const { code, alarms } of await ofChecks()) this.set({ class: code }, alarms);
    },
  });
  new Gauge({
    name: 'platform_reconciliation_checked_timestamp_seconds',
    help: 'When each class was last reconciled.',
    labelNames: ['class'],
    registers: [registry],
    async collect() {
      for (const { code, checkedAt } of await ofChecks()) this.set({ class: code }, Date.parse(checkedAt) / 1_000);
    },
  });
  new Gauge({
    name: 'platform_effects_held_up',
    help: 'Messages that a provider has put off, by its reason.',
    labelNames: ['code'],
    registers: [registry],
    async collect() {
      const rows = await byCode(heldUpByCode);
      this.reset();
      for (const { code, count } of rows) this.set({ code }, count);
    },
  });
}

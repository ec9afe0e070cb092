import type { Knex } from 'knex';
import { Gauge, type Registry } from 'prom-client';

/** Gauges of the processes' health, read from the database when asked for. Source: design.md §9, temporal.md §7. */
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
  gauge('platform_effects_gave_up', 'Effects that were given up.', () =>
    one(`select count(*) as value from effect where status = 'GAVE_UP'`),
  );
}

import type { Knex } from 'knex';
import type { AnyProcess } from '../../domain/explain-wait.ts';

/** The processes among these ids that have begun, by their id: kind and state as their rows hold them. */
export async function processStates(
  knex: Knex,
  ids: Iterable<string | null>,
): Promise<Map<string, AnyProcess & { id: string }>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await knex('process')
    .whereIn('id', wanted)
    .where('seq', '>', 0)
    .select<(AnyProcess & { id: string })[]>('id', 'kind', 'state');
  return new Map(rows.map((row) => [row.id, row]));
}

import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';

/** One change in a unit's feed; `type` is the status reached. */
export interface EmployerEvent {
  id: string;
  at: Instant;
  type: string;
  signingId: string;
  terminationId: string | null;
  seq: number;
}

/** The number of an event in its unit's feed; undefined when the unit has no such event, or not any more. */
export async function findEventNumber(
  knex: Knex,
  { employerId, eventId }: { employerId: string; eventId: string },
): Promise<string | undefined> {
  const row = await knex('employer_event').where({ employerId, id: eventId }).first<{ number: string }>('number');
  return row?.number;
}

/** A unit's changes after a number, oldest first. */
export async function listEmployerEvents(
  knex: Knex,
  { employerId, after, fetch }: { employerId: string; after: string; fetch: number },
): Promise<EmployerEvent[]> {
  return knex('employer_event')
    .where({ employerId })
    .where('number', '>', after)
    .orderBy('number')
    .limit(fetch)
    .select('id', 'at', 'type', 'signing_id', 'termination_id', 'seq');
}

import { findEventNumber, listEmployerEvents } from '../../database/queries/employer-events.ts';
import { invalid } from '../refusals.ts';
import { defineRoute } from '../route.ts';
import { EmployerEventQuery, EmployerEvents } from '../schemas/employer-events.ts';

const limitDefault = 20;

/** 变更记录 */
export const getEmployerEvents = defineRoute({
  method: 'get',
  path: '/employer/events',
  summary: '变更记录 What changed, for systems that follow along',
  description:
    'Oldest first, one event per change, kept for 90 days, and the last one before these. Ask again with `after` = the id of the last event read: nothing is ever put in before it, and as long as nothing after it was forgotten it is taken. An `after` that is not kept any more is refused (`errors[].pointer` is `/after`), because something may have been missed; read the signings, and begin anew without it.',
  tag: 'Signings',
  access: 'EMPLOYER',
  kind: 'read',
  query: EmployerEventQuery,
  answers: { 200: EmployerEvents },
  handle: async ({ deps, actor: { employerId }, query: { after: eventId, limit = limitDefault } }) => {
    const after = eventId === undefined ? '0' : await findEventNumber(deps.knex, { employerId, eventId });
    if (after === undefined) throw invalid({ pointer: '/after', code: 'NOT_FOUND' });
    const rows = await listEmployerEvents(deps.knex, { employerId, after, fetch: limit + 1 });
    const items = rows
      .slice(0, limit)
      .map(({ terminationId, ...event }) => ({ ...event, ...(terminationId === null ? {} : { terminationId }) }));
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});

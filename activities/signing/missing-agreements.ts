import type { Knex } from 'knex';
import type { ProcessRef } from '../../commands/engine.ts';
import type { Clock } from '../../database/clock.ts';
import { agreementEffect } from '../../domain/agreement.ts';
import { drawingUpAgreements } from './draw-up-agreements.ts';

const pageSizeMax = 500;

/**
 * Plans the document of every signed agreement that has none and that nobody is making: those signed before there were
 * documents, and those that were given up. Answers the processes that then have something to carry out, page by page.
 */
export async function* planMissingAgreements(
  { knex, clock }: { knex: Knex; clock: Clock },
  progress: () => void,
): AsyncGenerator<ProcessRef[]> {
  for (;;) {
    progress();
    const { rows } = await knex.raw<{ rows: object[] }>(
      `${drawingUpAgreements(`(select * from signing o where o.signed_at is not null
         and not exists (select from agreement a where a.signing_id = o.id) limit :pageSizeMax)`)} on conflict do nothing returning signing_id`,
      { pageSizeMax },
    );
    if (rows.length === 0) break;
  }
  // By id, so that what is given up again meanwhile waits for the next run.
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    progress();
    const { rows } = await knex.raw<{ rows: ProcessRef[] }>(
      `with planned as (
         insert into effect (process_id, seq, kind, recipient, due_at)
         select a.signing_id, ev.seq, :kind, :recipient, ${await clock()}
         from agreement a
           join process_event ev on ev.process_id = a.signing_id and ev.type = 'signed'
           left join effect e on e.process_id = ev.process_id and e.seq = ev.seq and e.kind = :kind
         where a.issued_at is null and a.signing_id > :after and (e.process_id is null or e.ended_at is not null)
         order by a.signing_id limit :pageSizeMax
         on conflict (process_id, seq, kind, recipient) do update
           set status = 'PLANNED', tries = 0, failure_code = null, ended_at = null, due_at = excluded.due_at
         returning process_id
       )
       select p.id, p.kind, p.cohort_year from process p join planned on planned.process_id = p.id order by p.id`,
      { ...agreementEffect, after, pageSizeMax },
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}

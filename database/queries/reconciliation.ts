import type { Knex } from 'knex';
import type { ReconciliationCheck } from '../../domain/reconciliation.ts';
import type { ReconciliationClass } from '../../domain/vocabulary/reconciliation-class.ts';

/** The newest check of each class that was checked at all. */
export async function reconciliationChecks(knex: Knex): Promise<Map<ReconciliationClass, ReconciliationCheck>> {
  const rows = await knex('reconciliation_check').select<ReconciliationCheck[]>(
    ...['code', 'checkedAt', 'found', 'repaired', 'alarms', 'findings'],
  );
  return new Map(rows.map((row) => [row.code, row]));
}

/** Keeps a check in the place of the one before it. */
export async function keepCheck(knex: Knex, { findings, ...check }: ReconciliationCheck): Promise<void> {
  await knex('reconciliation_check')
    .insert({ ...check, findings: JSON.stringify(findings) })
    .onConflict('code')
    .merge();
}

/** Takes a finding out of the newest check: it was set right since. */
export async function forgetFinding(knex: Knex, code: ReconciliationClass, thingId: string): Promise<void> {
  await knex.raw(
    `update reconciliation_check set found = found - 1, alarms = greatest(alarms - 1, 0), repaired = least(repaired, found - 1),
       findings = (select coalesce(jsonb_agg(kept), '[]') from jsonb_array_elements(findings) kept where kept ->> 'thingId' <> :thingId)
     where code = :code and findings @> jsonb_build_array(jsonb_build_object('thingId', cast(:thingId as text)))`,
    { code, thingId },
  );
}

/** A binding whose signing is neither in review nor signed, or is another graduate's. */
export interface StrayBinding {
  graduateId: string;
  signingId: string;
}

/** What is true of a binding `b` of the signing `s` that should not be there. */
export const isStray = `(s.status not in ('COLLEGE_REVIEW', 'SCHOOL_REVIEW', 'SIGNED') or s.graduate_id <> b.graduate_id)`;

const pageMax = 5_000;

/** Every stray binding, from pages that each see one moment; a page without one is empty. */
export async function* strayBindings(knex: Knex): AsyncGenerator<StrayBinding[]> {
  for (let after: string | null = '00000000-0000-0000-0000-000000000000'; after !== null;) {
    const page: BindingPage = await bindingPage(knex, after);
    yield page.strays;
    after = page.last;
  }
}

interface BindingPage {
  /** The last binding looked at; null when there was none. */
  last: string | null;
  strays: StrayBinding[];
}

async function bindingPage(knex: Knex, after: string): Promise<BindingPage> {
  const { rows } = await knex.raw<{ rows: [BindingPage] }>(
    `with page as (
       select graduate_id, signing_id from graduate_binding where graduate_id > :after order by graduate_id limit ${pageMax}
     )
     select (select graduate_id from page order by graduate_id desc limit 1) as last,
       coalesce(jsonb_agg(jsonb_build_object('graduateId', b.graduate_id, 'signingId', b.signing_id)), '[]') as strays
     from page b join signing s on s.id = b.signing_id where ${isStray}`,
    { after },
  );
  return rows[0];
}

import type { z } from 'zod';
import { listSignings } from '../../database/queries/signing-lists.ts';
import { isOfTerminations, pairsIn } from '../../domain/signing-tabs.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { readPage } from '../lists.ts';
import { presentSigningRow } from '../presenters/signing-row.ts';
import { defineRoute } from '../route.ts';
import { pageOf } from '../schemas/common.ts';
import { SigningListQuery, SigningListSearch, SigningRow } from '../schemas/signings.ts';

const tag = 'Signings';
const signingPage = pageOf(SigningRow);

/** 签约/解约 */
export const getEmployerSignings = defineRoute({
  method: 'get',
  path: '/employer/signings',
  summary: '签约记录 Signings of the unit by tab, newest status first',
  tag,
  access: 'EMPLOYER',
  kind: 'read',
  query: SigningListQuery,
  answers: { 200: signingPage },
  handle: async ({ deps, actor, query }) => pageOfSignings(deps, actor.employerId, query),
});

/** 签约/解约, with an ID number among the filters. */
export const searchEmployerSignings = defineRoute({
  method: 'post',
  path: '/employer/signings/search',
  summary: '筛选签约记录 Signings by filters that may not stand in an address',
  tag,
  access: 'EMPLOYER',
  kind: 'read',
  body: SigningListSearch,
  answers: { 200: signingPage },
  handle: async ({ deps, actor, body }) => pageOfSignings(deps, actor.employerId, body),
});

async function pageOfSignings(
  deps: ApiDependencies,
  employerId: string,
  fields: z.output<typeof SigningListQuery> & Pick<z.output<typeof SigningListSearch>, 'idNumber'>,
) {
  const { tab, status, cohort, graduateName, idNumber } = fields;
  const idNumberHash = idNumber === undefined ? undefined : deps.personalData.hash(idNumber);
  const pairs = tab === undefined && status === undefined ? undefined : pairsIn({ tab, status });
  const byTermination = tab !== undefined && isOfTerminations(tab);
  const filter = { party: { employerId }, pairs, byTermination, cohort, graduateName, idNumberHash };
  const page = readPage(deps, { list: 'employer-signings', ...filter }, fields);
  const { rows, total } = await listSignings(deps.knex, deps.clock, filter, page.request);
  const as = {
    item: ({ record }: (typeof rows)[number]) => presentSigningRow(record, deps),
    position: ({ position }: (typeof rows)[number]) => position,
  };
  return page.answer(rows, as, total);
}

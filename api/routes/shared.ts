import { z } from 'zod';
import { listCohorts } from '../../database/queries/cohorts.ts';
import { listSchools } from '../../database/queries/schools.ts';
import { regionTree } from '../../database/queries/regions.ts';
import { DomainError } from '../../domain/errors.ts';
import { vocabulary } from '../../domain/vocabulary/all.ts';
import { readPage } from '../lists.ts';
import { presentCohort } from '../presenters/cohort.ts';
import { defineRoute } from '../route.ts';
import { optionalText, pageOf, pageQuery } from '../schemas/common.ts';
import { CaptchaChallenge, Cohort, Province, School, Site, Vocabulary } from '../schemas/shared.ts';

const open = { tag: 'Shared', access: 'OPEN', kind: 'read' } as const;
const cacheForMinutes = 'public, max-age=300';
const queryCharactersMax = 50;
const provinces = z.array(Province).parse(regionTree);

/** Every closed list. */
export const getVocabulary = defineRoute({
  ...open,
  method: 'get',
  path: '/vocabulary',
  summary: '代码表 Every closed list, and the hints of the guides',
  cacheControl: cacheForMinutes,
  answers: { 200: Vocabulary },
  handle: async () => copyOf(vocabulary),
});

/** 地区 */
export const getRegions = defineRoute({
  ...open,
  method: 'get',
  path: '/regions',
  summary: '地区 Provinces, cities and districts of GB/T 2260, as a tree',
  cacheControl: 'public, max-age=86400',
  answers: { 200: z.array(Province) },
  handle: async () => provinces,
});

/** 院校 by name or code. */
export const getSchools = defineRoute({
  ...open,
  method: 'get',
  path: '/schools',
  summary: '院校 Schools by a part of the name or the beginning of the code',
  cacheControl: 'no-cache',
  query: z.strictObject({ query: optionalText({ max: queryCharactersMax }), ...pageQuery }),
  answers: { 200: pageOf(School) },
  handle: async ({ deps, query }) => {
    const page = readPage(deps, { list: 'schools', query: query.query }, query);
    const { rows, total } = await listSchools(deps.knex, query.query, page.request);
    return page.answer(rows, { item: (row) => row, position: ({ schoolCode }) => ({ at: '', id: schoolCode }) }, total);
  },
});

/** 届别 */
export const getCohorts = defineRoute({
  ...open,
  method: 'get',
  path: '/cohorts',
  summary: '届别 Cohorts, newest first',
  cacheControl: 'no-cache',
  query: z.strictObject(pageQuery),
  answers: { 200: pageOf(Cohort) },
  handle: async ({ deps, query }) => {
    const page = readPage(deps, { list: 'cohorts' }, query);
    const { rows, total } = await listCohorts(deps.knex, deps.clock, page.request);
    return page.answer(rows, { item: presentCohort, position: ({ year }) => ({ at: '', id: String(year) }) }, total);
  },
});

/** What pages need to know of the platform itself. */
export const getSite = defineRoute({
  ...open,
  method: 'get',
  path: '/site',
  summary: '平台信息 The platform itself',
  cacheControl: cacheForMinutes,
  answers: { 200: Site },
  handle: async ({ deps: { settings, captcha } }) => ({
    ...settings.site,
    exampleUrls: { ...settings.site.exampleUrls },
    verificationScopes: ['NATIONAL' as const],
    passwordCharacters: settings.passwordCharacters,
    optionalLetterFields: [...settings.optionalLetterFields],
    captcha: captcha ? ('ALTCHA' as const) : null,
  }),
});

/** 验证码校验 */
export const getCaptchaChallenge = defineRoute({
  ...open,
  method: 'get',
  path: '/captcha-challenge',
  summary:
    '验证码校验 A puzzle for the widget of ALTCHA: solved within 10 minutes, used once; 404 where no captcha is configured',
  cacheControl: 'no-store',
  answers: { 200: CaptchaChallenge },
  handle: async ({ deps: { captcha } }) => {
    if (!captcha) throw new DomainError('NOT_FOUND');
    return captcha.makeChallenge();
  },
});

function copyOf(lists: typeof vocabulary): Record<string, { code: string; zh: string; en: string }[]> {
  return Object.fromEntries(Object.entries(lists).map(([name, terms]) => [name, [...terms]]));
}

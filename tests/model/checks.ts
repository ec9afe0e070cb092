import { expect } from '@jest/globals';
import { presentHead } from '../../api/presenters/signing-row.ts';
import { presentTerminationHead } from '../../api/presenters/termination.ts';
import { findSigningRecords } from '../../database/queries/signing-record.ts';
import { countSigningTabs } from '../../database/queries/signing-tab-counters.ts';
import { findTerminationRecords } from '../../database/queries/termination-record.ts';
import { offersOnDeal, offersOnTry, viewers, type Viewer } from './offers.ts';
import type { Line } from './perform.ts';
import type { People, Stage } from './people.ts';
import { tabsOf } from './tabs.ts';
import { graduateOf, isBinding, isOpen, recordsIn, type Deal, type Level, type World } from './world.ts';

/** What the platform shows of one record. */
interface Shown {
  id: string;
  status: string;
  seq: number;
  until: string | null;
  offered: Record<Viewer, string[]>;
}

/** The platform says of everything what the model says: records, bindings, tabs, offers; and nobody is stuck. */
export async function expectAgreement(stage: Stage, { world, people, days }: Line): Promise<void> {
  const { knex } = stage.platform;
  const graduates = people.graduates.map(({ thing }) => thing.graduateId);
  const [shown, written, now, ...tabs] = await Promise.all([
    lookAt(stage, world),
    readWritten(stage, graduates),
    days.now(),
    ...people.units.map(({ thing }) => countSigningTabs(knex, thing)),
  ]);
  expect(written).toEqual(expectedWritten(world));
  expect(shown.map(standing).sort()).toEqual(recordsIn(world).map(standing).sort());
  expectOffers(world, shown);
  expectNobodyStuck(world, shown, now);
  for (const [unit, counted] of tabs.entries()) {
    const expected = Object.entries(tabsOf(world, unit)).map(([tab, deals]) => [tab, deals.length]);
    expect(counted).toEqual(Object.fromEntries(expected));
  }
}

/** The tabs of a unit that hold something show what the model has in them, over HTTP. That the others are empty, their counters say. */
export async function expectTabs({ world, people }: Line, unit: number): Promise<void> {
  const held = Object.entries(tabsOf(world, unit)).filter(([, deals]) => deals.length > 0);
  const pages = held.map(async ([tab]) => [tab, await idsInTab(people, { unit, tab })] as const);
  expect(await Promise.all(pages)).toEqual(held.map(([tab, deals]) => [tab, deals.map(({ id }) => id).sort()]));
}

async function idsInTab(people: People, { unit, tab }: { unit: number; tab: string }): Promise<string[]> {
  const { call } = people.units[unit] as People['units'][number];
  const { body } = await call('get', `/api/v1/employer/signings?tab=${tab}&limit=100`);
  return (body as { items: { id: string }[] }).items.map(({ id }) => id).sort();
}

/** What the tables hold is what the model says: cheap enough to be looked at after what was refused. */
export async function expectWritten(stage: Stage, { world, people }: Line): Promise<void> {
  const graduates = people.graduates.map(({ thing }) => thing.graduateId);
  expect(await readWritten(stage, graduates)).toEqual(expectedWritten(world));
}

/** Whether every record stands where the model has it: what time and messages between processes bring about takes a moment. */
export async function expectStandings({ platform: { knex } }: Stage, { world, people }: Line): Promise<void> {
  const graduates = people.graduates.map(({ thing }) => thing.graduateId);
  const { rows } = await knex.raw<{ rows: { id: string; status: string; seq: number }[] }>(
    `select r.id, r.status, p.seq from process p join (
       select id, status from signing where graduate_id = any(:graduates)
       union all select id, status from termination where graduate_id = any(:graduates)
     ) as r on r.id = p.id`,
    { graduates },
  );
  expect(rows.map(standing).sort()).toEqual(recordsIn(world).map(standing).sort());
}

const standing = ({ id, status, seq }: { id: string; status: string; seq: number }) => `${id} ${status} ${seq}`;

/** Everything of a line as the pages show it, to everybody who might look. */
async function lookAt({ platform: { knex, clock } }: Stage, world: World): Promise<Shown[]> {
  const deals = world.deals.flat();
  const [signings, tries] = await Promise.all([
    findSigningRecords(knex, clock, padded(deals)),
    findTerminationRecords(knex, clock, padded(deals.flatMap((deal) => deal.tries))),
  ]);
  const pages = (head: (viewer: Viewer) => ReturnType<typeof presentHead | typeof presentTerminationHead>): Shown => {
    const { id, status, seq, waitingFor } = head('INVITER');
    const offered = viewers.map((viewer) => [viewer, head(viewer).allowedActions]);
    return { id, status, seq, until: waitingFor?.until ?? null, offered: Object.fromEntries(offered) };
  };
  return [
    ...[...new Set(signings)].map((record) => pages((viewer) => presentHead(record, viewer, 'zh'))),
    ...[...new Set(tries)].map((record) => pages((viewer) => presentTerminationHead(record, viewer, 'zh'))),
  ];
}

/** Ids, some of them twice: of lists of any length PostgreSQL would plan each anew. */
function padded(records: readonly { id: string }[]): string[] {
  const ids = records.map(({ id }) => id);
  const last = ids.at(-1);
  const room = 2 ** Math.ceil(Math.log2(Math.max(ids.length, 8)));
  return last === undefined ? [] : [...ids, ...Array.from({ length: room - ids.length }, () => last)];
}

/** What there is of these graduates' in the tables: records, what binds them, and the reviewers' open turns. */
async function readWritten({ platform: { knex } }: Stage, graduates: string[]): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { fact: string }[] }>(
    `with own as (
       select id from signing where graduate_id = any(:graduates)
       union all select id from termination where graduate_id = any(:graduates)
     )
     select 'is ' || id as fact from own
     union all select 'binds ' || signing_id from graduate_binding where graduate_id = any(:graduates)
     union all select 'waits for ' || stage || ' ' || process_id from review_task
       where decided_at is null and process_id in (select id from own)`,
    { graduates },
  );
  return rows.map(({ fact }) => fact).sort();
}

/** The same by the model; each graduate is bound once at most. */
function expectedWritten(world: World): string[] {
  const binders = world.deals.flat().filter(isBinding);
  const bound = binders.map(({ pair }) => graduateOf(pair));
  expect(bound).toEqual([...new Set(bound)]);
  return [
    ...recordsIn(world).map(({ id }) => `is ${id}`),
    ...binders.map(({ id }) => `binds ${id}`),
    ...turnsIn(world).map(({ id, stage }) => `waits for ${stage} ${id}`),
  ].sort();
}

/** The reviews that are open, each with its level. */
function turnsIn(world: World): { id: string; stage: string }[] {
  return recordsIn(world)
    .filter((record) => record.status.endsWith('_REVIEW') && !('effectiveOn' in record && record.effectiveOn !== null))
    .map(({ id, status }) => ({ id, stage: status.replace('_REVIEW', '') }));
}

/** To each viewer of each record exactly those acts that the model would accept from them. */
function expectOffers(world: World, shown: readonly Shown[]): void {
  const byId = new Map(shown.map((record) => [record.id, record.offered]));
  const compare = (id: string, what: string, offers: (viewer: Viewer) => string[] | null) => {
    for (const viewer of viewers) {
      const [expected, offered] = [offers(viewer), byId.get(id)?.[viewer]];
      // Cheap first: this is looked at thousands of times.
      if (expected === null || expected.join() === offered?.join()) continue;
      expect({ what, viewer, offered }).toEqual({ what, viewer, offered: expected });
    }
  };
  for (const deal of world.deals.flat()) {
    const pair = `pair ${deal.pair}`;
    compare(deal.id, `signing of ${pair}, ${deal.status}`, (viewer) => offersOnDeal(world, deal, viewer));
    for (const last of deal.tries)
      compare(last.id, `termination of ${pair}, ${last.status}`, (viewer) =>
        offersOnTry(world, { deal, last }, viewer),
      );
  }
}

/**
 * Whatever is open ends by itself at a moment that is still to come, or the reviewer whose turn it is can decide it now: reject it
 * alone where the school keeps its graduate locked.
 */
function expectNobodyStuck(world: World, shown: readonly Shown[], now: string): void {
  const isLocked = (id: string) =>
    world.deals.flat().some((deal) => deal.id === id && world.locked[graduateOf(deal.pair)]);
  const stuck = shown.filter(({ id, status, until, offered }) => {
    if (!isOpen({ id: '', status, seq: 0, since: 0 }) || (until !== null && until > now)) return false;
    return !offered[status.replace('_REVIEW', '') as Level]?.includes(isLocked(id) ? 'reject' : 'approve');
  });
  expect({ day: world.day, stuck }).toEqual({ day: world.day, stuck: [] });
}

/** What the lists show over HTTP: a unit's tabs and favorites, a graduate's own signings, the reviewers' queues. */
export async function expectLists(line: Line): Promise<void> {
  const { world, people } = line;
  const idsOf = (items: { id: string }[]) => items.map(({ id }) => id).sort();
  for (const [unit, { call }] of people.units.entries())
    for (const [tab, deals] of Object.entries(tabsOf(world, unit))) {
      const { body } = await call('get', `/api/v1/employer/signings?tab=${tab}&count=true&limit=100`);
      expect({ tab, ids: idsOf(body.items), total: body.total }).toEqual({
        tab,
        ids: idsOf(deals),
        total: deals.length,
      });
    }
  for (const [unit, { call }] of people.units.entries()) {
    const { body } = await call('get', '/api/v1/employer/favorites');
    for (const { signingId, allowedActions } of body.items) {
      const deal = world.deals.flat().find(({ id }) => id === signingId);
      const offered = deal ? offersOnDeal(world, deal, 'INVITER') : [];
      expect({ unit, pair: deal?.pair, favorite: allowedActions }).toEqual({
        unit,
        pair: deal?.pair,
        favorite: offered,
      });
    }
  }
  for (const [graduate, { call }] of people.graduates.entries()) {
    const { body } = await call('get', '/api/v1/graduate/signings?limit=100');
    const own = world.deals.flat().filter(({ pair }: Deal) => graduateOf(pair) === graduate);
    expect(idsOf(body.items)).toEqual(idsOf(own));
  }
  const { body } = await people.reviewers.SCHOOL('get', '/api/v1/review/cases?state=OPEN&limit=100');
  const queue = (body.items as { id: string; stage: string }[]).map(({ id, stage }) => `${stage} ${id}`);
  expect(queue.sort()).toEqual(
    turnsIn(world)
      .map(({ id, stage }) => `${stage} ${id}`)
      .sort(),
  );
}

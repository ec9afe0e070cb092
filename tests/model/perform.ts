import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { disableEmployer } from '../../commands/disable-employer.ts';
import { enableEmployer } from '../../commands/enable-employer.ts';
import type { SignedIn } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { pressBy } from '../support/ground-cast.ts';
import type { BuiltGraduate } from '../support/factories.ts';
import { decided } from '../support/people.ts';
import type { Act, DealAct, GroundAct, TryAct } from './acts.ts';
import type { People, Person, Stage } from './people.ts';
import type { OwnDays } from './shared-days.ts';
import { graduateOf, isOpen, unitOf, type Deal, type Side, type World } from './world.ts';

/** What came of an act: whether it was accepted, what it began, and what its doer is offered now if the answer told. */
export interface Outcome {
  accepted: boolean;
  id?: string | undefined;
  offered?: string[] | undefined;
  /** For the account of a line that failed. */
  answer: string;
}

/** Where a line stands: its world, its people and its days. */
export interface Line {
  world: World;
  people: People;
  days: OwnDays;
}

const letter = { positionCategory: '13', positionTitle: '软件工程师', signingContactName: '张招聘' };
const accepted = (answer: string): Outcome => ({ accepted: true, answer });

/** Does an act as people do it: over HTTP, the staff's by its command, time by turning the clock. */
export async function perform(stage: Stage, line: Line, act: Act): Promise<Outcome> {
  if (act.do === 'pass') {
    await line.days.passTo(line.world.day + act.days);
    return accepted('passed');
  }
  if ('unit' in act) return pressed(stage, line, act);
  if ('graduate' in act) return onGraduate(stage, line, act);
  if ('favorite' in act) return findAgain(line, act.favorite);
  const deal = line.world.deals[act.pair]?.at(-1);
  if (act.do === 'invite') {
    const body = { ...letter, favoriteId: line.people.favorites[act.pair], responseWindowDays: act.days };
    return ask(stage, unitAt(line, act.pair).call, { path: '/employer/signings', body });
  }
  if (!deal) return { accepted: false, answer: 'nothing there' };
  const outcome = await ask(stage, doerOf(line, act), wishOf(deal, act));
  if (act.do === 'void' && outcome.accepted) await wakeTold(stage, deal);
  return outcome;
}

/** What is sent for an act on a signing or on a try to end it. */
function wishOf(deal: Deal, act: Exclude<DealAct, { do: 'invite' }> | TryAct): Wish {
  const last = deal.tries.at(-1);
  const place = 'side' in act && act.side === 'EMPLOYER' ? 'employer' : 'graduate';
  const rejection = { reasonCode: 'OTHER', reason: '不同意' };
  switch (act.do) {
    case 'reinvite':
      return { path: `/employer/signings/${deal.id}/reinvite`, body: { ...letter, responseWindowDays: act.days } };
    case 'accept':
      return { path: `/graduate/signings/${deal.id}/accept`, body: { confirmed: true } };
    case 'decline':
      return { path: `/graduate/signings/${deal.id}/decline` };
    case 'withdraw':
      return { path: `/employer/signings/${deal.id}/withdraw` };
    case 'approve':
      return { path: `/review/cases/${deal.id}/approve`, seq: deal.seq };
    case 'reject':
      return { path: `/review/cases/${deal.id}/reject`, body: rejection, seq: deal.seq };
    case 'void':
      return { path: `/school/signings/${deal.id}/void`, body: { reasonCode: 'DATA_ERROR', detail: '专业有误' } };
    case 'consent':
    case 'mediation': {
      const application = { kind: act.do.toUpperCase(), reason: 'MUTUAL', detail: '双方协商一致' };
      return { path: `/${place}/signings/${deal.id}/terminations`, body: application };
    }
    case 'agree':
      return { path: `/${place}/terminations/${last?.id ?? ''}/agree` };
    case 'refuse':
      return { path: `/${place}/terminations/${last?.id ?? ''}/refuse`, body: { reason: '岗位已安排' } };
    case 'takeBack':
      return { path: `/${place}/terminations/${last?.id ?? ''}/withdraw` };
    case 'approveEnd':
      return {
        path: `/review/cases/${last?.id ?? ''}/approve`,
        body: last?.kind === 'MEDIATION' ? { reason: '已听取双方意见' } : {},
        seq: last?.seq,
      };
    case 'rejectEnd':
      return { path: `/review/cases/${last?.id ?? ''}/reject`, body: rejection, seq: last?.seq };
  }
}

interface Wish {
  method?: 'patch' | 'delete';
  path: string;
  body?: object;
  seq?: number | undefined;
  /** An ordinary write, which a repeat does again. */
  takesNoKey?: boolean;
}

/**
 * Asks for it. Before, where a version is named, with an older one, which must be refused; and once it was accepted, again under the
 * same key, which must be answered as the first was. What either would have changed, the comparison of the step shows.
 */
async function ask(stage: Stage, by: SignedIn, wish: Wish): Promise<Outcome> {
  const { method = 'post', path, body = {}, seq, takesNoKey } = wish;
  const send = (key: string, version?: number) =>
    by(method, `/api/v1${path}`)
      .set({ 'idempotency-key': key, ...(version === undefined ? {} : { 'if-match': `"${version}"` }) })
      .send(body);
  if (seq !== undefined) {
    const stale = await send(randomUUID(), seq - 1);
    if (stale.status < 400) throw new Error(`an older version was answered ${stale.status}`);
  }
  const key = randomUUID();
  const first = await send(key, seq);
  const outcome = await outcomeOf(stage, first);
  if (outcome.accepted && !takesNoKey) {
    const again = await send(key, seq);
    const isReplay = again.status < 300 && again.headers['idempotency-replayed'] === 'true';
    if (!isReplay) throw new Error(`a repeat was answered ${again.status}`);
  }
  return outcome;
}

/** What is read of an answer: a record, a problem, or where to ask again. */
interface Answer {
  id?: string;
  code?: string;
  commandId?: string;
  allowedActions?: string[];
}

async function outcomeOf({ platform }: Stage, { status, body }: Response): Promise<Outcome> {
  const { id, code, commandId = '', allowedActions: offered } = body as Answer;
  if (status >= 500) throw new Error(`answered ${status} ${code ?? ''}`);
  if (status !== 202) return { accepted: status < 300, id, offered, answer: `${status} ${code ?? ''}`.trim() };
  // The machine was too busy to answer in time: it is decided a little later.
  const word = await decided(platform, commandId);
  const { processId } = await platform.knex('command').where({ id: commandId }).first<{ processId: string }>();
  return { accepted: word === 'SUCCEEDED', id: processId, answer: `202 ${word}` };
}

type OnGraduate = Extract<GroundAct, { graduate: number }>;

/** A supervisor of the platform's staff. */
async function pressed({ platform }: Stage, { people }: Line, act: Extract<GroundAct, { unit: number }>) {
  const { employerId } = (people.units[act.unit] as Person<{ employerId: string }>).thing;
  const press = await pressBy(platform, 'SUPERVISOR');
  const command = act.do === 'disable' ? disableEmployer : enableEmployer;
  try {
    await command(platform, press, { employerId, reason: '核查' });
    return accepted('pressed');
  } catch (error) {
    return { accepted: false, answer: (error as Error).message };
  }
}

async function onGraduate(stage: Stage, line: Line, act: OnGraduate): Promise<Outcome> {
  const { thing, call } = line.people.graduates[act.graduate] as People['graduates'][number];
  if (act.do === 'confirm') return ask(stage, call, { path: '/graduate/profile/confirm', takesNoKey: true });
  const outcome = await ask(stage, line.people.reviewers.SCHOOL, changeOf(thing, act.do));
  if (act.do === 'correct' && outcome.accepted) thing.name = otherName(thing.name);
  const signed = line.world.deals.flat().find((d) => graduateOf(d.pair) === act.graduate && d.status === 'SIGNED');
  if (act.do !== 'remove' || !outcome.accepted || !signed) return outcome;
  const id = await voidOf(stage, signed);
  await wakeTold(stage, signed);
  return { ...outcome, id };
}

/** How somebody is called after a correction: never as before it. */
const otherName = (name: string) => (name.endsWith('改') ? name.slice(0, -1) : `${name}改`);

/** What the school sends to change a graduate's record. */
function changeOf({ graduateId, name }: BuiltGraduate, word: Exclude<OnGraduate['do'], 'confirm'>): Wish {
  const path = `/school/graduates/${graduateId}`;
  switch (word) {
    case 'correct':
      return { method: 'patch', path, body: { name: otherName(name) } };
    case 'register':
      return { path: `${path}/destination`, body: { category: '801', detail: '考取研究生' } };
    case 'unregister':
      return { method: 'delete', path: `${path}/destination`, body: { reason: '放弃入学' } };
    case 'remove':
      return { path: `${path}/remove`, body: { reasonCode: 'DROPPED_OUT', detail: '退学' } };
    case 'lock':
      return { path: `${path}/lock`, body: { reason: '核查' }, takesNoKey: true };
    case 'unlock':
      return { path: `${path}/unlock`, takesNoKey: true };
  }
}

/** A unit searches for a graduate of its own by the three keys, and adds who is found. */
async function findAgain(line: Line, pair: number): Promise<Outcome> {
  const { call } = unitAt(line, pair);
  const { name, idNumber, school } = graduateAt(line, pair).thing;
  const search = await call('post', '/api/v1/employer/graduate-searches').send({
    name,
    idNumber,
    schoolCode: school.schoolCode,
  });
  const { match } = search.body as { match?: { searchId: string } | null };
  if (!match) return { accepted: false, answer: String(search.status) };
  const added = await call('post', '/api/v1/employer/favorites').send({ searchId: match.searchId });
  const { id } = added.body as { id: string };
  if (added.status < 300) line.people.favorites[pair] = id;
  return { accepted: added.status < 300, answer: String(added.status) };
}

/** The void that the removal of a graduate has made by itself. */
function voidOf({ platform }: Stage, deal: Deal): Promise<string> {
  return eventually(async () => {
    const row = await platform.knex('termination').where({ signingId: deal.id, kind: 'VOID' }).first<{ id: string }>();
    return row.id;
  });
}

/** What a void tells another try lies in that one's inbox until the Schedule of leftovers pokes it: here, now. */
async function wakeTold({ platform }: Stage, deal: Deal): Promise<void> {
  const other = deal.tries.find(isOpen);
  if (other) await platform.engine.poke({ id: other.id, kind: 'TERMINATION', cohortYear: 2027 });
}

function doerOf(line: Line, act: DealAct | TryAct): SignedIn {
  if ('level' in act) return line.people.reviewers[act.level];
  if (act.do === 'void') return line.people.reviewers.SCHOOL;
  const side: Side = 'side' in act ? act.side : act.do === 'accept' || act.do === 'decline' ? 'GRADUATE' : 'EMPLOYER';
  return side === 'EMPLOYER' ? unitAt(line, act.pair).call : graduateAt(line, act.pair).call;
}

const unitAt = ({ people }: Line, pair: number) => people.units[unitOf(pair)] as People['units'][number];
const graduateAt = ({ people }: Line, pair: number) =>
  people.graduates[graduateOf(pair)] as People['graduates'][number];

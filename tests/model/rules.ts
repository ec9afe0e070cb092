import type { Act, DealAct, GroundAct, TryAct } from './acts.ts';
import { graduateOf, isBinding, isFailed, isOpen, move, unitOf } from './world.ts';
import type { Deal, Level, Side, Standing, Try, World } from './world.ts';

/*
 * A second telling of the rules, from the design and without a line of the product's: small enough to be read as one.
 * What an act does to the world, or null where it must be refused. `id` names what the act begins.
 */
type Effect = (() => void) | null;

const answerDays = 15;
const mediationDays = 30;
/** So many days always hold five working days, and so few never do. */
const surelyEscalated = 16;
const surelyNot = 4;

const openTry = (deal: Deal) => deal.tries.find(isOpen);
const isRemoved = (world: World, { pair }: Deal) => world.removed[graduateOf(pair)] === true;
const isDisabled = (world: World, { pair }: Deal) => world.disabled[unitOf(pair)] === true;

/** What an act does, whatever it is. */
export function effectOf(world: World, act: Act, id = ''): Effect {
  if (act.do === 'pass') return () => letPass(world, act.days);
  if (!('pair' in act)) return onGround(world, act, id);
  const deals = world.deals[act.pair] as Deal[];
  const deal = deals.at(-1);
  if (act.do === 'invite') return mayInvite(world, act.pair) ? begin(world, act, id) : null;
  if (!deal) return null;
  if (isOnTry(act)) {
    const last = deal.tries.at(-1);
    return last ? onTry(world, { deal, last }, act) : null;
  }
  return onDeal(world, deal, { act, id });
}

/** What an act does to one signing. */
export function onDeal(world: World, deal: Deal, { act, id = '' }: { act: DealAct; id?: string }): Effect {
  const waits = deal.status === 'AWAITING_GRADUATE';
  const graduate = graduateOf(deal.pair);
  const isBound = world.deals.flat().some((other) => graduateOf(other.pair) === graduate && isBinding(other));
  const to = (status: string) => () => move(world, deal, status);
  switch (act.do) {
    case 'invite':
      return null;
    case 'reinvite':
      return isFailed(deal) && mayInvite(world, deal.pair) ? begin(world, act, id) : null;
    case 'accept':
      if (!waits || isBound || world.locked[graduate] || world.elsewhere[graduate]) return null;
      if (!world.confirmed[graduate]) return null;
      return to(`${world.setup.signingChain[0] ?? ''}_REVIEW`);
    case 'decline':
      return waits && !isBound ? to('DECLINED') : null;
    case 'withdraw':
      return waits ? to('WITHDRAWN') : null;
    case 'approve':
      if (!mayReview(world, deal, act.level) || world.locked[graduate]) return null;
      return to(afterStage(deal, world.setup.signingChain) ?? 'SIGNED');
    case 'reject':
      return mayReview(world, deal, act.level) ? to('REVIEW_REJECTED') : null;
    case 'void':
      return deal.status === 'SIGNED' ? () => voided(world, deal, id) : null;
    case 'consent':
    case 'mediation':
      return mayApply(world, deal, act) ? () => void deal.tries.push(newTry(world, act, id)) : null;
  }
}

/** What an act does to one try to end an agreement. */
export function onTry(world: World, { deal, last }: { deal: Deal; last: Try }, act: TryAct): Effect {
  const waits = last.status === 'AWAITING_COUNTERPARTY';
  const to = (status: string) => () => move(world, last, status);
  switch (act.do) {
    case 'agree':
    case 'refuse':
      if (!waits || act.side === last.applicant) return null;
      if (act.side === 'EMPLOYER' && isDisabled(world, deal)) return null;
      return to(act.do === 'agree' ? `${world.setup.terminationChain[0] ?? ''}_REVIEW` : 'COUNTERPARTY_REFUSED');
    case 'takeBack':
      return waits && act.side === last.applicant ? to('WITHDRAWN') : null;
    case 'rejectEnd':
      return mayReview(world, last, act.level) ? to('REJECTED') : null;
    case 'approveEnd': {
      if (!mayReview(world, last, act.level)) return null;
      const next = afterStage(last, world.setup.terminationChain);
      if (next !== null) return to(next);
      const { noticeDays } = world.setup;
      if (noticeDays === 0 || world.day > last.appliedOn + noticeDays) return () => ended(world, deal, last);
      return () => {
        last.effectiveOn = last.appliedOn + noticeDays;
        move(world, last, last.status);
      };
    }
  }
}

/** What is not the model's to say: the day on which the school may step in for the college goes by a calendar of holidays. */
export function isUnsure(world: World, act: Act): boolean {
  if (!('pair' in act)) return false;
  const deal = world.deals[act.pair]?.at(-1);
  if (!deal) return false;
  if ('level' in act)
    return isUnsureStage(world, act.do === 'approve' || act.do === 'reject' ? deal : deal.tries.at(-1), act.level);
  // A lapse at midnight may be written down a moment later, on the next day.
  return act.do === 'mediation' && deal.tries.some((one) => world.day === lapsedOn(one) + mediationDays + 1);
}

/** Whether only the calendar tells if this level may decide now. */
export function isUnsureStage(world: World, record: Standing | undefined, level: Level): boolean {
  if (record?.status !== 'COLLEGE_REVIEW' || level === 'COLLEGE') return false;
  const waited = world.day - record.since;
  return waited > surelyNot && waited < surelyEscalated;
}

function mayInvite(world: World, pair: number): boolean {
  // Nobody is invited as they stood before a correction, or by what became invalid.
  if (world.outdated[pair]) return false;
  if (world.disabled[unitOf(pair)] || world.removed[graduateOf(pair)]) return false;
  return !(world.deals[pair] as Deal[]).some((deal) => isOpen(deal) || deal.status === 'SIGNED');
}

function begin(world: World, { pair, days }: { pair: number; days: number }, id: string): Effect {
  const deal = { ...{ id, pair, status: 'AWAITING_GRADUATE', seq: 1 }, since: world.day, respondBy: world.day + days };
  return () => void world.deals[pair]?.push({ ...deal, tries: [] });
}

function mayReview(world: World, record: Standing, level: Level): boolean {
  if ('effectiveOn' in record && record.effectiveOn !== null) return false;
  if (record.status === `${level}_REVIEW`) return true;
  const stepsIn = level === 'SCHOOL' && world.day - record.since >= surelyEscalated;
  return record.status === 'COLLEGE_REVIEW' && stepsIn;
}

/** The status of the level after the present one; null after the last. */
function afterStage({ status }: Standing, chain: readonly Level[]): string | null {
  return status === 'COLLEGE_REVIEW' && chain.includes('SCHOOL') ? 'SCHOOL_REVIEW' : null;
}

function mayApply(world: World, deal: Deal, { do: word, side }: { do: string; side: Side }): boolean {
  if (deal.status !== 'SIGNED' || openTry(deal) || isRemoved(world, deal)) return false;
  if (side === 'EMPLOYER' && isDisabled(world, deal)) return false;
  // A unit that may not answer is not asked; the school hears its graduate at once.
  if (isDisabled(world, deal)) return word === 'mediation';
  if (word === 'consent') return true;
  return deal.tries.some((one) => one.applicant === side && world.day <= lapsedOn(one) + mediationDays);
}

/** The day on which a try ended in silence; long ago if it did not. */
function lapsedOn({ status, appliedOn }: Try): number {
  return status === 'COUNTERPARTY_EXPIRED' ? appliedOn + answerDays : -1_000;
}

function newTry(world: World, { do: word, side }: { do: string; side: Side }, id: string): Try {
  const first = word === 'consent' ? 'AWAITING_COUNTERPARTY' : `${world.setup.terminationChain[0] ?? ''}_REVIEW`;
  const begun = { since: world.day, appliedOn: world.day, effectiveOn: null };
  return { id, kind: word === 'consent' ? 'CONSENT' : 'MEDIATION', applicant: side, status: first, seq: 1, ...begun };
}

/** The agreement is gone: its end came by a try. */
function ended(world: World, deal: Deal, last: Try): void {
  move(world, last, 'TERMINATED');
  last.effectiveOn = null;
  move(world, deal, 'TERMINATED');
}

/** The agreement is gone: the school voided it, and with it whatever else was to end it. */
function voided(world: World, deal: Deal, id: string): void {
  const other = openTry(deal);
  if (other) move(world, other, 'INVALIDATED');
  const begun = { since: world.day, appliedOn: world.day, effectiveOn: null };
  deal.tries.push({ id, kind: 'VOID', applicant: 'SCHOOL', status: 'INVALIDATED', seq: 1, ...begun });
  move(world, deal, 'INVALIDATED');
}

function onGround(world: World, act: GroundAct, id: string): Effect {
  if ('unit' in act) {
    const wanted = act.do === 'disable';
    return world.disabled[act.unit] === wanted ? null : () => (wanted ? disable : enable)(world, act.unit);
  }
  if ('favorite' in act) {
    if (world.disabled[unitOf(act.favorite)] || world.removed[graduateOf(act.favorite)]) return null;
    return () => void (world.outdated[act.favorite] = false);
  }
  const { graduate } = act;
  const own = world.deals.flat().filter(({ pair }) => graduateOf(pair) === graduate);
  const hasSigned = own.some(({ status }) => status === 'SIGNED');
  if (world.removed[graduate]) return null;
  switch (act.do) {
    case 'lock':
      return () => void (world.locked[graduate] = true);
    case 'unlock':
      return world.locked[graduate] ? () => void (world.locked[graduate] = false) : null;
    case 'confirm':
      return () => void (world.confirmed[graduate] = true);
    case 'correct':
      return hasSigned ? null : () => correct(world, graduate);
    case 'register':
      return hasSigned || world.elsewhere[graduate] ? null : () => register(world, graduate);
    case 'unregister':
      return world.elsewhere[graduate] ? () => void (world.elsewhere[graduate] = false) : null;
    case 'remove':
      return () => remove(world, graduate, id);
  }
}

function enable(world: World, unit: number): void {
  world.disabled[unit] = false;
}

/** Nothing of the unit gets further; its agreements stay, and nobody is kept waiting for its answer. */
function disable(world: World, unit: number): void {
  world.disabled[unit] = true;
  for (const deal of world.deals.flat().filter(({ pair }) => unitOf(pair) === unit)) {
    if (isOpen(deal)) move(world, deal, 'INVALIDATED');
    for (const one of deal.tries)
      if (one.status === 'AWAITING_COUNTERPARTY' && one.applicant === 'GRADUATE') move(world, one, 'INVALIDATED');
  }
}

/** Another name: what is open ends, what was confirmed and found is not what stands there. */
function correct(world: World, graduate: number): void {
  world.confirmed[graduate] = false;
  for (const pair of world.outdated.keys()) if (graduateOf(pair) === graduate) world.outdated[pair] = true;
  invalidate(world, graduate);
}

function register(world: World, graduate: number): void {
  world.elsewhere[graduate] = true;
  invalidate(world, graduate);
}

/** Out of the cohort: invitations end, and an agreement in force is voided. */
function remove(world: World, graduate: number, id: string): void {
  world.removed[graduate] = true;
  const signed = world.deals.flat().find(({ pair, status }) => graduateOf(pair) === graduate && status === 'SIGNED');
  invalidate(world, graduate);
  if (signed) voided(world, signed, id);
}

/** What is open of a graduate's ends. */
function invalidate(world: World, graduate: number): void {
  for (const deal of world.deals.flat())
    if (graduateOf(deal.pair) === graduate && isOpen(deal)) move(world, deal, 'INVALIDATED');
}

/** Whatever has not been answered by the last day for it ends, and what was approved takes effect when its notice is over. */
function letPass(world: World, days: number): void {
  world.day += days;
  for (const deal of world.deals.flat()) {
    if (deal.status === 'AWAITING_GRADUATE' && world.day > deal.respondBy) move(world, deal, 'RESPONSE_EXPIRED');
    for (const one of deal.tries) {
      if (one.status === 'AWAITING_COUNTERPARTY' && world.day > one.appliedOn + answerDays)
        move(world, one, 'COUNTERPARTY_EXPIRED');
      if (one.effectiveOn !== null && isOpen(one) && world.day > one.effectiveOn) ended(world, deal, one);
    }
  }
}

function isOnTry(act: DealAct | TryAct): act is TryAct {
  return ['agree', 'refuse', 'takeBack', 'approveEnd', 'rejectEnd'].includes(act.do);
}

import type { Context } from 'koa';
import { clientAddressOf } from '../api/middleware/client-address.ts';
import type { Reply } from '../api/reply.ts';
import { endedSessionCookie, panelSession, sessionCookie } from '../api/session-cookie.ts';
import { codeAddress } from '../commands/one-time-code.ts';
import type { LimitState } from '../commands/sign-in-limits.ts';
import { changeStaffPassword, type PasswordOutcome } from '../commands/staff-password.ts';
import { beginSecondFactor, giveCode } from '../commands/staff-second-factor.ts';
import { signInStaff } from '../commands/staff-sign-in.ts';
import { signOutStaff } from '../commands/staff-sign-out.ts';
import { findSecretToConfirm } from '../database/queries/staff-account.ts';
import type { SignInStep } from '../domain/staff.ts';
import type { PanelDependencies } from './dependencies.ts';
import { readForm } from './form.ts';
import { panelRoot, type Visitor } from './gate.ts';
import * as pages from './sign-in-pages.ts';

/** What a page of ours gets to answer with. */
interface Visit<V = Visitor | undefined> {
  deps: PanelDependencies;
  ctx: Context;
  visitor: V;
}

/** A page on the way into the panel or out of it: whom it is for, what it shows, what its form does. */
export interface SignInPage {
  isFor(visitor: Visitor | undefined): boolean;
  show(visit: Visit): Promise<Reply> | Reply;
  send(visit: Visit): Promise<void>;
}

const pathOfStep: Record<SignInStep, string> = {
  CODE: `${panelRoot}/sign-in/code`,
  PASSWORD: `${panelRoot}/password`,
  SECOND_FACTOR: `${panelRoot}/second-factor`,
};

/** Where a visitor belongs. */
export function placeOf(visitor: Visitor | undefined): string {
  if (!visitor) return `${panelRoot}/sign-in`;
  return visitor.step === null ? panelRoot : pathOfStep[visitor.step];
}

/** Answers with a page. */
export function sendPage(ctx: Context, { body, headers }: Reply, status = 200): void {
  ctx.status = status;
  ctx.set({ ...headers });
  ctx.body = body;
}

function goOn(ctx: Context, place = panelRoot): void {
  ctx.status = 303;
  ctx.redirect(place);
}

/** Lets a session go on under the token it has from now on. */
function goOnAs({ deps, ctx }: Pick<Visit, 'deps' | 'ctx'>, token: string): void {
  ctx.set('set-cookie', sessionCookie(token, deps.settings.publicOrigins, ctx.get('origin'), panelSession));
  goOn(ctx);
}

/** Tells that it was too often; `again` is the page with the words in it. */
function refuseForNow(ctx: Context, { resetSeconds }: LimitState, again: (problem: pages.FormProblem) => Reply): void {
  const minutes = Math.ceil(resetSeconds / 60);
  ctx.set('retry-after', String(resetSeconds));
  sendPage(ctx, again({ text: `错误次数过多，请在 ${minutes} 分钟后再试。` }), 429);
}

const signIn: SignInPage = {
  isFor: (visitor) => visitor === undefined,
  show: () => pages.signInPage(),
  async send({ deps, ctx, visitor }) {
    const { name, password } = await readForm(ctx, 'name', 'password');
    const signInName = name.trim().toLowerCase();
    const clientAddress = clientAddressOf(ctx);
    const made = await signInStaff(deps, { signInName, password }, clientAddress);
    switch (made.outcome) {
      case 'SIGNED_IN':
        if (visitor) await signOutStaff(deps.knex, visitor.member, clientAddress);
        return goOnAs({ deps, ctx }, made.token);
      case 'CREDENTIALS_WRONG': {
        const problem = { text: '登录名或密码不正确，请核对后重试。', field: 'password' };
        return sendPage(ctx, pages.signInPage({ signInName, problem }), 401);
      }
      case 'TOO_MANY_REQUESTS':
        return refuseForNow(ctx, made.limit, (problem) => pages.signInPage({ signInName, problem }));
    }
  },
};

const code: SignInPage = {
  isFor: (visitor) => visitor?.step === 'CODE',
  show: () => pages.codePage(),
  send: ({ deps, ctx, visitor }) => takeCode({ deps, ctx, visitor: visitor as Visitor }, pages.codePage),
};

async function takeCode(
  { deps, ctx, visitor }: Visit<Visitor>,
  again: (problem: pages.FormProblem) => Reply,
): Promise<void> {
  const form = await readForm(ctx, 'code');
  const given = { code: form.code.replace(/\s/g, ''), clientAddress: clientAddressOf(ctx) };
  const taken = await giveCode(deps, visitor.member, given);
  switch (taken.outcome) {
    case 'RIGHT':
      return goOnAs({ deps, ctx }, taken.token);
    case 'WRONG':
      return sendPage(ctx, again({ text: '动态验证码不正确或已使用，请输入最新的验证码。', field: 'code' }), 401);
    case 'TOO_MANY_REQUESTS':
      return refuseForNow(ctx, taken.limit, again);
  }
}

const flaws: Record<Exclude<PasswordOutcome['outcome'], 'CHANGED' | 'TOO_MANY_REQUESTS'>, pages.FormProblem> = {
  CURRENT_WRONG: { text: '当前密码不正确，请核对后重试。', field: 'current' },
  WRONG_LENGTH: { text: '新密码的长度不符合要求。', field: 'wanted' },
  TOO_SIMILAR: { text: '新密码不能与当前密码相同，也不能包含登录名。', field: 'wanted' },
  NOT_REPEATED: { text: '两次输入的新密码不一致。', field: 'repeated' },
};

const password: SignInPage = {
  isFor: (visitor) => visitor !== undefined && (visitor.step === null || visitor.step === 'PASSWORD'),
  show: ({ visitor }) => pages.passwordPage({ isStep: visitor?.step === 'PASSWORD' }),
  async send({ deps, ctx, visitor }) {
    const { member, step } = visitor as Visitor;
    const change = await readForm(ctx, 'current', 'wanted', 'repeated');
    const changed = await changeStaffPassword(deps, member, { ...change, clientAddress: clientAddressOf(ctx) });
    const again = (problem: pages.FormProblem) => pages.passwordPage({ isStep: step === 'PASSWORD', problem });
    if (changed.outcome === 'CHANGED') return goOnAs({ deps, ctx }, changed.token);
    if (changed.outcome === 'TOO_MANY_REQUESTS') return refuseForNow(ctx, changed.limit, again);
    sendPage(ctx, again(flaws[changed.outcome]), 422);
  },
};

const secondFactor: SignInPage = {
  isFor: (visitor) => visitor !== undefined && (visitor.step === null || visitor.step === 'SECOND_FACTOR'),
  show: async (visit) => pages.secondFactorPage(await secondFactorOf(visit)),
  async send({ deps, ctx, visitor: given }) {
    const visitor = given as Visitor;
    const state = await secondFactorOf({ deps, visitor });
    switch (state.state) {
      case 'SET':
        return goOn(ctx);
      case 'NONE':
        return beginSetUp({ deps, ctx, visitor }, state);
      case 'SHOWN':
        return takeCode({ deps, ctx, visitor }, (problem) => pages.secondFactorPage(state, problem));
    }
  },
};

async function beginSetUp({ deps, ctx, visitor }: Visit<Visitor>, state: pages.SecondFactorState): Promise<void> {
  const { current } = await readForm(ctx, 'current');
  const begun = await beginSecondFactor(deps, visitor.member, { current, clientAddress: clientAddressOf(ctx) });
  const again = (problem: pages.FormProblem) => pages.secondFactorPage(state, problem);
  switch (begun.outcome) {
    case 'BEGUN':
      return goOn(ctx, pathOfStep.SECOND_FACTOR);
    case 'CURRENT_WRONG':
      return sendPage(ctx, again(flaws.CURRENT_WRONG), 422);
    case 'TOO_MANY_REQUESTS':
      return refuseForNow(ctx, begun.limit, again);
  }
}

async function secondFactorOf({ deps, visitor }: Omit<Visit, 'ctx'>): Promise<pages.SecondFactorState> {
  const { member, hasSecondFactor, step } = visitor as Visitor;
  if (hasSecondFactor) return { state: 'SET' };
  const isStep = step === 'SECOND_FACTOR';
  const sealed = await findSecretToConfirm(deps.knex, member);
  if (sealed === undefined) return { state: 'NONE', isStep };
  const secret = deps.personalData.decrypt(sealed);
  const address = codeAddress(secret, '网签平台管理后台', member.signInName);
  return { state: 'SHOWN', secret, address, isStep };
}

const signOut: SignInPage = {
  isFor: (visitor) => visitor !== undefined,
  show: () => pages.signOutPage(),
  async send({ deps, ctx, visitor }) {
    if (visitor) await signOutStaff(deps.knex, visitor.member, clientAddressOf(ctx));
    ctx.set('set-cookie', endedSessionCookie(deps.settings.publicOrigins, ctx.get('origin'), panelSession));
    goOn(ctx, placeOf(undefined));
  },
};

/** The pages by their address. */
export const signInPages: ReadonlyMap<string, SignInPage> = new Map([
  [placeOf(undefined), signIn],
  [pathOfStep.CODE, code],
  [pathOfStep.PASSWORD, password],
  [pathOfStep.SECOND_FACTOR, secondFactor],
  [`${panelRoot}/sign-out`, signOut],
]);

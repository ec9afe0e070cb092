import type { AdminJS } from 'adminjs';
import type { Context, Middleware } from 'koa';
import type { Ctx } from '../api/middleware/koa.ts';
import { DomainError, errorTable } from '../domain/errors.ts';
import { staffRoleCodes, type StaffRole } from '../domain/vocabulary/staff-role.ts';
import { answerCall } from './calls.ts';
import type { PanelContents } from './contents.ts';
import type { PanelDependencies } from './dependencies.ts';
import { checkForm, isOfPanel, panelRoot, visitorOf, type Visitor } from './gate.ts';
import { calendar } from './pages/calendar.ts';
import { cohorts } from './pages/cohorts.ts';
import { inbox } from './pages/inbox.ts';
import { invalidations } from './pages/invalidations.ts';
import { unitAccess } from './pages/unit-access.ts';
import { letters } from './pages/letters.ts';
import { memberships } from './pages/memberships.ts';
import { notices } from './pages/notices.ts';
import { reconciliation } from './pages/reconciliation.ts';
import { schools } from './pages/schools.ts';
import { sending } from './pages/sending.ts';
import { staffAccounts } from './pages/staff-accounts.ts';
import { tasks } from './pages/tasks.ts';
import { trail } from './pages/trail.ts';
import { units } from './pages/units.ts';
import { audit } from './resources/audit.ts';
import { employers } from './resources/employers.ts';
import { messages } from './resources/messages.ts';
import { staff } from './resources/staff.ts';
import { placeOf, sendPage, signInPages, type SignInPage } from './sign-in.ts';
import { refusalPage } from './sign-in-pages.ts';
import { serveStatic } from './static-files.ts';
import { verificationCalls, verificationsPage } from './verifications.ts';

/** What the panel of the product shows. */
export const panelContents: PanelContents = {
  resources: [employers, messages, staff, audit],
  pages: [
    ...[inbox, verificationsPage, units, unitAccess, memberships, letters, tasks, schools, cohorts],
    ...[calendar, notices],
    ...[invalidations, reconciliation, sending, trail, staffAccounts],
  ],
  calls: verificationCalls,
};

/** The panel as a server holds it. */
export interface Panel {
  handle: Middleware;
  /** Loads AdminJS, which takes seconds in which nothing else is answered; what is not loaded is, when a member comes in. */
  load(): Promise<void>;
}

/**
 * The staff panel: static files to everybody, our own pages on the way in, and AdminJS behind the gate. Its order is the
 * guarantee: nothing reaches AdminJS before form, session and every sign-in step have been looked at.
 */
export function createPanel(deps: PanelDependencies, loader = loadAdminJs): Panel {
  const adminJs = adminJsFor(deps, loader);
  const enter = async (ctx: Ctx): Promise<void> => {
    if (await serveStatic(ctx)) return;
    checkForm(ctx, deps.settings.publicOrigins);
    const visitor = await visitorOf(deps, ctx);
    const page = signInPages.get(ctx.path);
    if (page) return runPage(page, { deps, ctx, visitor });
    if (!visitor || visitor.step !== null) return turnAway(ctx, visitor);
    if (ctx.method === 'HEAD') throw new DomainError('METHOD_NOT_ALLOWED');
    if (await answerCall(deps.contents.calls, { deps, ctx, member: visitor.member })) return;
    const { dispatch, panel } = await adminJs.of(visitor.member.role);
    await dispatch(ctx, panel, visitor.member);
  };
  const handle: Middleware = async (context, next) => {
    const ctx = context as Ctx;
    if (!isOfPanel(ctx.path)) return next();
    ctx.state.route = panelRoot;
    ctx.set('cache-control', 'no-store');
    try {
      await enter(ctx);
    } catch (error) {
      // A person reads a page; scripts, and what is our own fault, go the API's way.
      if (!(error instanceof DomainError) || !ctx.get('accept').includes('text/html')) throw error;
      const { status, zh } = errorTable[error.code];
      sendPage(ctx, refusalPage(zh), status);
    }
  };
  return { handle, load: async () => void (await Promise.all(staffRoleCodes.map((role) => adminJs.of(role)))) };
}

async function runPage(
  page: SignInPage,
  visit: { deps: PanelDependencies; ctx: Ctx; visitor: Visitor | undefined },
): Promise<void> {
  const { ctx, visitor } = visit;
  ctx.state.route = ctx.path;
  // Whoever signs in anew may; every other form is for whoever its page is for.
  const isSignIn = ctx.path === placeOf(undefined);
  if (!page.isFor(visitor) && !(isSignIn && ctx.method === 'POST')) return turnAway(ctx, visitor);
  if (ctx.method === 'POST') return page.send(visit);
  sendPage(ctx, await page.show(visit));
}

/** Sends a person to where they belong; tells a script. */
function turnAway(ctx: Context, visitor: Visitor | undefined): void {
  if (ctx.method === 'POST' || ctx.path.startsWith(`${panelRoot}/api/`)) throw new DomainError('SIGNED_OUT');
  ctx.status = 303;
  ctx.redirect(placeOf(visitor));
}

/** AdminJS takes seconds and 100 MB to load. It is loaded once, and no page on the way in needs it. */
function adminJsFor(deps: PanelDependencies, loader: typeof loadAdminJs) {
  const panels = new Map<StaffRole, AdminJS>();
  let loading: ReturnType<typeof loadAdminJs> | undefined;
  const load = () => {
    loading ??= loader();
    // What failed, for want of memory say, may be tried again.
    loading.catch(() => (loading = undefined));
    return loading;
  };
  return {
    async of(role: StaffRole) {
      const { dispatch, buildAdminJs } = await load();
      const panel = panels.get(role) ?? buildAdminJs(deps, role);
      panels.set(role, panel);
      return { dispatch, panel };
    },
  };
}

async function loadAdminJs() {
  const { buildAdminJs } = await import('./build-adminjs.ts');
  const { dispatch } = await import('./dispatch.ts');
  return { buildAdminJs, dispatch };
}

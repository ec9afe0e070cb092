import type { Context } from 'koa';
import { panelSession, sessionCookieName } from '../api/session-cookie.ts';
import { sessionTokenHash } from '../commands/session-token.ts';
import { extendStaffSession, findLiveStaffSession } from '../database/queries/staff-session.ts';
import { DomainError } from '../domain/errors.ts';
import { nextSignInStep, type SignInStep, type StaffMember } from '../domain/staff.ts';
import type { PanelDependencies } from './dependencies.ts';

/** Where the panel begins. */
export const panelRoot = '/admin';

/** Who is at the gate: a member, and the step they still have to take, null when the panel is open to them. */
export interface Visitor {
  member: StaffMember;
  step: SignInStep | null;
  hasSecondFactor: boolean;
}

const pathForm = /^\/admin(?:\/[A-Za-z0-9_-]+)*$/;
const methods = ['GET', 'HEAD', 'POST'] as const;

/** Whether an address belongs to the panel, written as plainly as we write it ourselves or not. */
export function isOfPanel(path: string): boolean {
  return path === panelRoot || path.startsWith(`${panelRoot}/`);
}

/**
 * Refuses what no page of ours sends, before anything else is looked at: other methods than reading and POST, addresses
 * that could be read in two ways (escapes, dots, empty parts), a POST from elsewhere. Queries open nothing: no rule here
 * looks at them. Throws NOT_FOUND, METHOD_NOT_ALLOWED, ORIGIN_NOT_ALLOWED.
 */
export function checkForm(ctx: Context, publicOrigins: readonly string[]): void {
  if (!pathForm.test(ctx.path)) throw new DomainError('NOT_FOUND');
  if (!methods.some((method) => method === ctx.method)) throw new DomainError('METHOD_NOT_ALLOWED');
  if (ctx.method !== 'POST') return;
  const site = ctx.get('sec-fetch-site');
  const isOurs = publicOrigins.includes(ctx.get('origin')) && (site === '' || site === 'same-origin');
  if (!isOurs) throw new DomainError('ORIGIN_NOT_ALLOWED');
}

/** Who comes with this request; undefined without a live session. Being seen at an open panel keeps a session alive. */
export async function visitorOf({ knex, settings }: PanelDependencies, ctx: Context): Promise<Visitor | undefined> {
  const tokenHash = sessionTokenHash(ctx.cookies.get(sessionCookieName(settings.publicOrigins, panelSession)));
  const session = tokenHash && (await findLiveStaffSession(knex, tokenHash));
  if (!session) return undefined;
  const { member, progress, extensionDue } = session;
  const step = nextSignInStep(progress);
  if (step === null && extensionDue) await extendStaffSession(knex, member.sessionId);
  return { member, step, hasSecondFactor: progress.hasSecondFactor };
}

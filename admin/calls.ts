import type { Context } from 'koa';
import type { Ctx } from '../api/middleware/koa.ts';
import { DomainError } from '../domain/errors.ts';
import type { StaffMember } from '../domain/staff.ts';
import type { StaffRole } from '../domain/vocabulary/staff-role.ts';
import type { PanelDependencies } from './dependencies.ts';

/** A call by a member whom the gate has let in; `id` is what the path names, in the form of an id. */
export interface CallFacts {
  deps: PanelDependencies;
  ctx: Ctx;
  member: StaffMember;
  id: string;
}

/** Something a page of ours asks for beside AdminJS: what only reads by GET, an act by POST. */
export interface PanelCall {
  method: 'GET' | 'POST';
  /** As `/admin/api/verifications/{id}/claim`. */
  path: string;
  /** To anybody else it is not there. */
  roles: readonly StaffRole[];
  /** Answers by itself, or with what is to be sent as JSON. */
  answer(facts: CallFacts): Promise<object | void>;
}

/**
 * Answers a call of ours if the address is one's. Throws NOT_FOUND for a role it is not for, METHOD_NOT_ALLOWED.
 */
export async function answerCall(
  calls: readonly PanelCall[],
  { deps, ctx, member }: Omit<CallFacts, 'id'>,
): Promise<boolean> {
  const fitting = calls.flatMap((call) => {
    const id = idIn(call.path, ctx.path);
    return id === undefined ? [] : [{ call, id }];
  });
  if (fitting.length === 0) return false;
  const there = fitting.filter(({ call }) => call.roles.includes(member.role));
  if (there.length === 0) throw new DomainError('NOT_FOUND');
  const found = there.find(({ call }) => call.method === ctx.method);
  if (!found) throw new DomainError('METHOD_NOT_ALLOWED');
  const { call, id } = found;
  ctx.state.route = call.path;
  const body = await call.answer({ deps, ctx, member, id });
  if (body !== undefined) ctx.body = body;
  return true;
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** The id a path holds where the template has `{id}`, empty where it has none; undefined when it has another form. */
function idIn(template: string, path: Context['path']): string | undefined {
  const found = new RegExp(`^${template.replace('{id}', `(${uuid})`)}$`).exec(path);
  return found ? (found[1] ?? '') : undefined;
}

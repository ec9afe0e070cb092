import { pressFingerprint } from '../commands/staff-press.ts';
import { DomainError } from '../domain/errors.ts';
import type { StaffMember } from '../domain/staff.ts';
import { staffMay } from '../domain/staff-permissions.ts';
import type { PanelPage } from './contents.ts';
import type { PanelDependencies } from './dependencies.ts';

/** What AdminJS hands to a page. */
export interface PageRequest {
  method: string;
  query?: Record<string, unknown>;
  payload?: Record<string, unknown>;
  clientAddress: string | null;
}

const keyForm = /^[\x21-\x7e]{1,64}$/;
const charactersMax = 1_000;

/**
 * Reads a page, or, by POST, does one of its acts: `{ act, key, … }`. A GET never gets as far as an act. What the member's
 * role may not do is not there. Throws NOT_FOUND, IDEMPOTENCY_KEY_REQUIRED, and what the act throws.
 */
export async function answerPage(
  deps: PanelDependencies,
  page: PanelPage,
  { request, member }: { request: PageRequest; member: StaffMember },
): Promise<object> {
  const query = textsOf(request.query);
  if (request.method !== 'post' || page.acts === undefined) return page.read(member, { deps, query });
  const { act = '', key = '', ...fields } = textsOf(request.payload);
  const known = Object.hasOwn(page.acts, act) ? page.acts[act] : undefined;
  if (!known || (known.act !== null && !staffMay(member.role, known.act))) throw new DomainError('NOT_FOUND');
  if (!keyForm.test(key)) throw new DomainError('IDEMPOTENCY_KEY_REQUIRED');
  const press = { key, fingerprint: pressFingerprint(deps.personalData, `${page.id}/${act}`, fields) };
  const { clientAddress } = request;
  return known.run({ deps, query, member, clientAddress, press, fields });
}

function textsOf(given: Record<string, unknown> | undefined): Record<string, string> {
  const texts = Object.entries(given ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value.replaceAll('\0', '').slice(0, charactersMax).trim()]] : [],
  );
  return Object.fromEntries(texts) as Record<string, string>;
}

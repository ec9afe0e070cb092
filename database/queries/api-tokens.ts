import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { EmployerUser } from '../../domain/permissions.ts';
import type { ApiTokenScope } from '../../domain/vocabulary/api-token-scope.ts';
import { inOrder, positionAt, type PageRequest } from './keyset.ts';
import { countOf, type ListRows, type Placed } from './list-filters.ts';

/** A unit's token as its list shows it; the secret is nowhere. `expiresOn` is a calendar day. */
export interface ListedApiToken {
  id: string;
  name: string;
  scopes: ApiTokenScope[];
  expiresOn: string;
  createdAt: Instant;
  createdByName: string | null;
  lastUsedAt: Instant | null;
}

/** What a token of a unit's system stands for. */
export interface LiveApiToken {
  actor: EmployerUser & { employerId: string; apiTokenId: string };
  scopes: readonly ApiTokenScope[];
}

/** One page of a unit's tokens that were not revoked, newest first; those over still stand there. */
export async function listApiTokens(
  knex: Knex,
  employerId: string,
  { fetch, after, count }: PageRequest,
): Promise<ListRows<ListedApiToken & Placed>> {
  const listed = () => knex('api_token as t').where('t.employer_id', employerId).whereNull('t.revoked_at');
  const newestFirst = { at: 't.created_at', id: 't.id', direction: 'desc' } as const;
  const rows = (await inOrder(listed(), newestFirst, after)
    .join('account as a', 'a.id', 't.created_by')
    .limit(fetch)
    .select('t.id', 't.name', 't.scopes', 't.created_at', 't.last_used_at', 'a.name as created_by_name')
    .select(knex.raw('t.expires_on::text as expires_on'))
    .select({ positionAt: positionAt(knex, 't.created_at') })) as (ListedApiToken & { positionAt: string })[];
  return {
    rows: rows.map(({ positionAt: at, ...token }) => ({ ...token, position: { at, id: token.id } })),
    total: count ? await countOf(listed()) : undefined,
  };
}

/**
 * Who calls with a token, and marks its use, to the minute; undefined when it is unknown, revoked or over, or when whoever made it
 * may not act for the unit any more.
 */
export async function useApiToken(knex: Knex, tokenHash: Buffer): Promise<LiveApiToken | undefined> {
  const { rows } = await knex.raw<{ rows: Row[] }>(
    `with live as (
       ${liveTokens} and t.token_hash = ?
     ), used as (
       update api_token t set last_used_at = clock_timestamp() from live
       where t.id = live.id and (live.last_used_at is null or live.last_used_at < clock_timestamp() - interval '1 minute')
     )
     select id, scopes, employer_id, created_by, verification_state from live`,
    [tokenHash],
  );
  return toLive(rows[0]);
}

/** What a token stands for at this moment, for what it asked for earlier; undefined as above. */
export async function findLiveApiToken(knex: Knex, tokenId: string): Promise<LiveApiToken | undefined> {
  const { rows } = await knex.raw<{ rows: Row[] }>(`${liveTokens} and t.id = ?`, [tokenId]);
  return toLive(rows[0]);
}

const liveTokens = `select t.id, t.scopes, t.employer_id, t.created_by, t.last_used_at, e.verification_state
       from api_token t
         join account a on a.id = t.created_by and a.disabled_at is null
         join employer_membership m on m.account_id = t.created_by and m.employer_id = t.employer_id and m.status = 'APPROVED'
         join employer e on e.id = t.employer_id
       where t.revoked_at is null and t.expires_on >= (clock_timestamp() at time zone 'Asia/Shanghai')::date`;

function toLive(row: Row | undefined): LiveApiToken | undefined {
  if (!row) return undefined;
  const { id, employerId, createdBy, verificationState, scopes } = row;
  const employerVerified = verificationState === 'VERIFIED';
  const session = { accountId: createdBy, sessionId: id, apiTokenId: id };
  return { actor: { userType: 'EMPLOYER', ...session, employerId, membership: 'APPROVED', employerVerified }, scopes };
}

interface Row {
  id: string;
  scopes: ApiTokenScope[];
  employerId: string;
  createdBy: string;
  verificationState: string;
}

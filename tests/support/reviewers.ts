import { randomUUID } from 'node:crypto';
import type { Response, Test } from 'supertest';
import { panelSession, sessionCookieName } from '../../api/session-cookie.ts';
import { newSessionToken, sessionTokenHash } from '../../commands/session-token.ts';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import type { StaffRole } from '../../domain/vocabulary/staff-role.ts';
import { testOrigin } from './api.ts';
import { signedInAs, type BuiltEmployer } from './factories.ts';
import type { TestPanel } from './panel.ts';
import { jpg } from './pictures.ts';
import { buildStaff } from './verification-cast.ts';

type Calling = Pick<TestPanel, 'call'>;

/** A member of staff at the panel, and what their pages ask for. */
export interface AtPanel {
  accountId: string;
  name: string;
  /** Of the open panel, for a browser. */
  cookie: string;
  get(path: string): Test;
  /** An act as a page sends it; `seq` is the version that was seen. */
  act(path: string, options?: { body?: object; seq?: number; key?: string }): Promise<Response>;
}

/** Makes a member of staff with an open panel. */
export async function buildAtPanel(
  deps: CommandDependencies,
  { call }: Calling,
  role: StaffRole = 'REVIEWER',
): Promise<AtPanel> {
  const accountId = await buildStaff(deps, role);
  const { name } = await deps.knex('account').where({ id: accountId }).first<{ name: string }>('name');
  const token = newSessionToken();
  const expiresAt = deps.knex.raw(`clock_timestamp() + interval '30 minutes'`);
  await deps.knex('staff_session').insert({ accountId, tokenHash: sessionTokenHash(token), expiresAt });
  const cookie = `${sessionCookieName([testOrigin], panelSession)}=${token}`;
  const headers = { cookie, origin: testOrigin };
  return {
    ...{ accountId, name, cookie },
    get: (path) => call('get', `/admin${path}`).set(headers),
    async act(path, { body = {}, seq, key = randomUUID() } = {}) {
      const version = seq === undefined ? {} : { 'if-match': `"${seq}"` };
      return call('post', `/admin/api/verifications${path}`)
        .set({ ...headers, ...version, 'idempotency-key': key })
        .send(body);
    },
  };
}

/** A unit's material handed in over HTTP: its verification, and the pictures in the order licence, letter. */
export interface HandedIn {
  id: string;
  licence: string;
  letter: string;
}

/** Uploads a picture for a unit, one of its own unless given; answers its id. */
export async function uploadFor(
  calls: Calling,
  deps: CommandDependencies,
  { unit, purpose, bytes }: { unit: BuiltEmployer; purpose: string; bytes?: Buffer | undefined },
): Promise<string> {
  const member = await signedInAs({ ...deps, ...calls } as never, unit.accountId);
  const answer = await member('post', '/api/v1/files')
    .field('purpose', purpose)
    .attach('file', bytes ?? (await jpg()), 'a.jpg');
  if (answer.status !== 201) throw new Error(`uploading answered ${answer.status}`);
  return (answer.body as { id: string }).id;
}

/** A member of the unit acts over HTTP. */
export async function memberActs(
  calls: Calling,
  deps: CommandDependencies,
  { unit, path, body }: { unit: BuiltEmployer; path: string; body: object },
): Promise<Response> {
  const member = await signedInAs({ ...deps, ...calls } as never, unit.accountId);
  return member('post', `/api/v1/employer/verifications${path}`).set('idempotency-key', randomUUID()).send(body);
}

/** Hands in a unit's material over HTTP; its pictures are noise unless given. */
export async function handIn(
  calls: Calling,
  deps: CommandDependencies,
  unit: BuiltEmployer,
  pictures: { licence?: Buffer; letter?: Buffer } = {},
): Promise<HandedIn> {
  const licence = await uploadFor(calls, deps, { unit, purpose: 'BUSINESS_LICENSE', bytes: pictures.licence });
  const letter = await uploadFor(calls, deps, {
    unit,
    purpose: 'SIGNING_AUTHORIZATION_LETTER',
    bytes: pictures.letter,
  });
  const material = { businessLicenseFileId: licence, signingAuthorizationLetterFileId: letter };
  const body = { scope: 'NATIONAL', method: 'MATERIALS', ...material };
  const answer = await memberActs(calls, deps, { unit, path: '', body });
  if (answer.status !== 201) throw new Error(`submitting answered ${answer.status}`);
  return { id: (answer.body as { id: string }).id, licence, letter };
}

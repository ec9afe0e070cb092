import { recordStaffAct } from '../commands/staff-audit.ts';
import { clientAddressOf } from '../api/middleware/client-address.ts';
import { findReadableFile } from '../database/queries/file-readers.ts';
import { DomainError } from '../domain/errors.ts';
import type { CallFacts, PanelCall } from './calls.ts';
import { panelRoot } from './gate.ts';
import { staffRoleCodes } from '../domain/vocabulary/staff-role.ts';

/** Pictures that were handed in, under the panel's own session; each look leaves a line in the audit. */
export const fileCall: PanelCall = {
  method: 'GET',
  path: `${panelRoot}/files/{id}`,
  roles: staffRoleCodes,
  answer: sendPicture,
};

async function sendPicture({ deps, ctx, member: { accountId, sessionId, role }, id }: CallFacts): Promise<void> {
  const file = await findReadableFile(deps.knex, { userType: 'STAFF', accountId, sessionId, role }, id);
  if (!file) throw new DomainError('NOT_FOUND');
  const bytes = await deps.files.get(file.sha256.toString('hex'));
  await recordStaffAct(
    deps.knex,
    'FILE_READ',
    { accountId, clientAddress: clientAddressOf(ctx) },
    { kind: 'file', id },
  );
  ctx.set({
    'cache-control': 'no-store',
    'content-disposition': 'inline',
    // Whatever the bytes are, opened by themselves they run and load nothing.
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  ctx.type = file.mediaType;
  ctx.body = bytes;
}

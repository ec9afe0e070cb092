import { nextNumber } from '../support/factories.ts';
import type { Actor, Stage } from './stage.ts';

/** Headers of a page of ours, and bodies of right requests by operation. */
type Headers = Record<string, string>;
type Bodies = Record<string, object>;

const password = 'graduate-2026-fuzz';

/** Right bodies of the calls that want a code by SMS or mail, each with a code that was just sent. */
export async function bodiesWithCodes(
  stage: Stage,
  { actor, accountId, cookie, turn }: { actor: Actor; accountId: string; cookie: string; turn: number },
): Promise<Bodies> {
  const headers = { cookie, origin: stage.baseUrl };
  if (actor === 'token') return {};
  const phone = await phoneOf(stage, accountId);
  if (actor === 'nobody') return bodiesForNobody(stage, phone);
  if (turn % 2 === 0) {
    const newPhone = nextPhone();
    const body = {
      newPhone,
      oldPhoneCode: await phoneCode(stage, phone, 'CHANGE_PHONE'),
      newPhoneCode: await phoneCode(stage, newPhone, 'CHANGE_PHONE'),
    };
    return { 'put /api/v1/me/phone': body };
  }
  const email = `fuzz${nextNumber()}@example.com`;
  await post(stage, '/me/email-codes', { email }, headers);
  return {
    'put /api/v1/me/email': { email, code: await codeTo(stage, email) },
    'put /api/v1/me/password': { code: await phoneCode(stage, phone, 'CHANGE_PASSWORD'), newPassword: password },
  };
}

async function bodiesForNobody(stage: Stage, phone: string): Promise<Bodies> {
  const newPhone = nextPhone();
  const code = await phoneCode(stage, newPhone, 'REGISTER');
  const site = (await (await fetch(`${stage.baseUrl}/api/v1/site`)).json()) as { termsVersion: string };
  const reset = await phoneCode(stage, phone, 'RESET_PASSWORD');
  return {
    'post /api/v1/employer-users': { phone: newPhone, code, password, acceptedTermsVersion: site.termsVersion },
    'post /api/v1/password-resets': { userType: 'EMPLOYER', phone, code: reset, newPassword: password },
  };
}

async function phoneCode(stage: Stage, phone: string, purpose: string): Promise<string> {
  await post(stage, '/phone-codes', { phone, purpose }, { origin: stage.baseUrl });
  return codeTo(stage, phone);
}

/** The newest code sent there; one that is wrong where none was. */
async function codeTo({ baseUrl }: Stage, to: string): Promise<string> {
  const answer = await fetch(`${baseUrl}/sandbox/messages?to=${encodeURIComponent(to)}`);
  const { items } = (await answer.json()) as { items: { code?: string }[] };
  return items[0]?.code ?? '000000';
}

async function post({ baseUrl }: Stage, path: string, body: object, headers: Headers): Promise<void> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  await (await fetch(`${baseUrl}/api/v1${path}`, init)).text();
}

async function phoneOf({ knex, personalData }: Stage, accountId: string): Promise<string> {
  const row = await knex('account').where({ id: accountId }).first<{ phoneEncrypted: string }>('phoneEncrypted');
  return personalData.decrypt(row.phoneEncrypted);
}

const nextPhone = () => `159${String(nextNumber()).padStart(8, '0')}`;

import type { CorporateAccount, SwitchMethodBody } from '../../commands/employer-verification-bodies.ts';
import type { PersonalData } from '../../database/personal-data.ts';

/** The hash by which sends to one account are counted over all records, however its number was typed. */
export function accountHashOf(personalData: PersonalData, accountNo: string): Buffer {
  return personalData.hash(accountNo.replaceAll(/[\s-]/g, ''));
}

/** The bank data of a body that opens a send, else null. */
export function bankDataOf(body: SwitchMethodBody): CorporateAccount | null {
  return body.method === 'REMITTANCE' ? body.bank : null;
}

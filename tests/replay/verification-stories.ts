import { recordBankWord } from '../../commands/record-bank-word.ts';
import { presentInstant } from '../../database/queries/present-instant.ts';
import { plusSeconds } from '../../domain/calendar.ts';
import { eventually } from '../support/eventually.ts';
import { buildFile } from '../support/factories.ts';
import type { TestPlatform } from '../support/platform.ts';
import {
  actsOnVerification,
  amountSent,
  buildStaff,
  buildUnit,
  claim,
  materialBody,
  remittanceBody,
  submit,
  verificationOf,
  wrongAmount,
} from '../support/verification-cast.ts';

const untilStatus = (platform: TestPlatform, id: string, status: string) =>
  eventually(async () => {
    if ((await verificationOf(platform, id)).status !== status) throw new Error(`not ${status} yet`);
  }, 60_000);
const reminded = (platform: TestPlatform, processId: string, kind: string) =>
  eventually(async () => {
    const row: unknown = await platform.knex('notification').where({ processId, kind }).first();
    if (row === undefined) throw new Error('not reminded yet');
  }, 30_000);

/** The paths of an employer verification, each told to its end; answers its id. */
export const verificationStories: Record<string, (platform: TestPlatform) => Promise<string>> = {
  /** Money settles, a wrong amount, then the right one. */
  async 'verification-verified'(platform) {
    const [unit, acts] = [await buildUnit(platform), actsOnVerification(platform)];
    const id = await submit(platform, unit, await remittanceBody(platform, unit));
    await untilStatus(platform, id, 'AWAITING_AMOUNT');
    await acts.amount(unit, id, await wrongAmount(platform, id));
    await acts.amount(unit, id, await amountSent(platform, id));
    return id;
  },
  /** The bank is silent, then pays late by a call-back, and the unit is silent. */
  async 'verification-late'(platform) {
    const unit = await buildUnit(platform);
    const body = await remittanceBody(platform, unit, { accountNo: '6222020000009001', sandboxDeadlineSeconds: 3 });
    const id = await submit(platform, unit, body);
    await untilStatus(platform, id, 'BANK_FAILED');
    const occurredAt = await presentInstant(platform.knex, platform.clock);
    await recordBankWord(platform, { eventId: id, paymentReference: `${id}-1`, outcome: 'SETTLED', occurredAt });
    await untilStatus(platform, id, 'EXPIRED');
    return id;
  },
  /** Material, reminders, a supplement, a change to money that comes back, material again, approved. */
  async 'verification-reviewed'(platform) {
    const [unit, acts] = [await buildUnit(platform), actsOnVerification(platform)];
    const reviewer = await buildStaff(platform, 'REVIEWER');
    await buildStaff(platform, 'SUPERVISOR');
    const body = await materialBody(platform, unit, { sandboxDeadlineSeconds: 6 });
    const id = await submit(platform, unit, body);
    const until = plusSeconds(await presentInstant(platform.knex, platform.clock), 3_600);
    await reminded(platform, id, 'REVIEW_REMINDER');
    await reminded(platform, id, 'REVIEW_ESCALATION');
    await claim(platform, id, reviewer, until);
    const [replacesFileId = ''] = body.fileIds;
    await acts.requestSupplement(reviewer, id, [{ fileId: replacesFileId, reasons: ['UNREADABLE'] }]);
    const fileId = await buildFile(platform, unit.accountId);
    await acts.supplement(unit, id, [{ replacesFileId, fileId }]);
    await acts.switchMethod(unit, id, await remittanceBody(platform, unit, { accountNo: '6222020000009002' }));
    await untilStatus(platform, id, 'BANK_FAILED');
    await acts.switchMethod(unit, id, await materialBody(platform, unit));
    await claim(platform, id, reviewer, until);
    await acts.approve(reviewer, id);
    return id;
  },
};

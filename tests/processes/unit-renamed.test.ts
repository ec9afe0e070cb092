import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { databaseViolations } from '../../database/queries/invariants.ts';
import { findSigningDetail } from '../../database/queries/signing-detail.ts';
import { putEmployer, type UnitData } from '../../commands/put-employer.ts';
import { plusSeconds } from '../../domain/calendar.ts';
import { presentInstant } from '../../database/queries/present-instant.ts';
import type { EmployerUser } from '../../domain/permissions.ts';
import type { SmsSender } from '../../integrations/sms/sms.ts';
import { eventually } from '../support/eventually.ts';
import { actsOn, invite, recordOf } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { buildCast, settledEffects } from '../support/signing-cast.ts';
import { actsOnVerification, buildStaff, claim, materialBody, submit } from '../support/verification-cast.ts';

let platform: TestPlatform;
const texts: string[] = [];
const sms: SmsSender = {
  recognisesRepeats: true,
  send({ key, text }) {
    texts.push(text);
    return Promise.resolve({ status: 'SENT', providerMessageId: key });
  },
};
beforeAll(async () => {
  platform = await startPlatform({ sms });
}, 60_000);
afterAll(() => platform.stop(), 60_000);

/** What a unit that was verified tells of itself from now on. */
async function tell({ employerId, ...user }: EmployerUser, told: Partial<UnitData>): Promise<UnitData> {
  const row = await platform.knex('employer').where({ id: employerId }).first<UnitData>();
  const { industry, gbIndustrySection, businessScope, unitNature, unitType, sizeBand, regionCode, address } = row;
  const free = { website: row.website, introduction: row.introduction, logoFileId: row.logoFileId };
  const kept = { name: row.name, uscc: row.uscc, industry, gbIndustrySection, businessScope, unitNature, unitType };
  await putEmployer(platform, { ...user, employerId }, { ...kept, sizeBand, regionCode, address, ...free, ...told });
  return row;
}

const shownOf = async (id: string) => {
  const detail = await findSigningDetail(platform.knex, platform.clock, id);
  return { name: detail?.employerName, uscc: detail?.uscc };
};

test('a unit under another name and code acts, is told of and signs as the one that was verified, until they are', async () => {
  const cast = await buildCast(platform, { signingChain: ['SCHOOL'] });
  const acts = actsOn(platform);
  const id = await invite(platform, cast.employer, cast.graduate.graduateId);
  const other = { name: '著名央企集团有限公司', uscc: '91990000MA0000074U' };
  const { name, uscc } = await tell(cast.employer, other);

  expect(await shownOf(id)).toEqual({ name, uscc });
  expect(await acts.accept(cast.graduate, id)).toBe('SUCCEEDED');
  expect(await acts.approve(cast.school, id)).toBe('SUCCEEDED');
  await eventually(async () => expect((await recordOf(platform, id)).state.status).toBe('SIGNED'));
  await settledEffects(platform, id);
  const drawnUp = await platform.knex('agreement').where({ signingId: id }).first<object>('employer_name', 'uscc');
  expect(drawnUp).toEqual({ employerName: name, uscc });
  expect(texts.some((text) => text.includes(name))).toBe(true);
  expect(texts.filter((text) => text.includes(other.name))).toEqual([]);

  // Proved, the new ones are in force; what was signed stays as it was signed.
  const reviewer = await buildStaff(platform, 'REVIEWER');
  const { accountId, employerId } = cast.employer;
  const unit = { accountId, employerId: employerId ?? '', name: other.name };
  const profile = { companyName: name, department: '人事科', jobTitle: '科长', officePhone: '010-99990000' };
  await platform
    .knex('account')
    .where({ id: unit.accountId })
    .update({ ...profile, email: 'hr@example.com' });
  const verification = await submit(platform, unit, await materialBody(platform, unit));
  await claim(
    platform,
    verification,
    reviewer,
    plusSeconds(await presentInstant(platform.knex, platform.clock), 3_600),
  );
  expect(await shownOf(id)).toEqual({ name, uscc });
  expect(await actsOnVerification(platform).approve(reviewer, verification)).toBe('SUCCEEDED');
  expect(await shownOf(id)).toEqual(other);
  const signed = await platform.knex('agreement').where({ signingId: id }).first<object>('employer_name', 'uscc');
  expect(signed).toEqual({ employerName: name, uscc });
  expect(await databaseViolations(platform.knex)).toEqual([]);
}, 90_000);

test('a unit that never was verified is called what it tells', async () => {
  const { employer } = await buildCast(platform);
  await platform.knex('employer').where({ id: employer.employerId }).update({ verificationState: 'UNVERIFIED' });
  await tell(employer, { name: '从未认证的单位' });
  const row = await platform.knex('employer').where({ id: employer.employerId }).first<object>('name_in_force');
  expect(row).toEqual({ nameInForce: '从未认证的单位' });
});

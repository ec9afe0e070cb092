import type { Knex } from 'knex';
import { sessionCookieName } from '../api/session-cookie.ts';
import { newSessionToken, sessionTokenHash } from '../commands/session-token.ts';
import type { PersonalData } from '../database/personal-data.ts';
import { normaliseName } from '../domain/identifiers.ts';

/** Where people are stored, and the origin their cookies are for. */
export interface Store {
  knex: Knex;
  personalData: PersonalData;
  baseUrl: string;
}

/** A school with one college and a reviewer of each, and a verified employer with two members; cookies of signed-in sessions. */
export interface Unit {
  employerId: string;
  inviterId: string;
  schoolCode: string;
  collegeId: string;
  employer: string;
  collegeReviewer: string;
  schoolReviewer: string;
}

/** A graduate with an account and a session, in the favorites of the unit's employer. */
export interface Invitee {
  graduateId: string;
  favoriteId: string;
  cookie: string;
  unit: Unit;
}

const cohortYear = 2027;

/** Makes schools and employers side by side, so that lives at once are not all of one school, as in the season. */
export async function makeUnits(store: Store, count: number): Promise<Unit[]> {
  const { knex } = store;
  await knex('cohort')
    .insert({ year: cohortYear, opensOn: '2000-01-01', closesOn: '2100-01-01' })
    .onConflict()
    .ignore();
  const units: Unit[] = [];
  for (let i = 0; i < count; i += 1) {
    const schoolCode = String(80_001 + i);
    const chain = ['COLLEGE', 'SCHOOL'];
    await knex('school').insert({ schoolCode, name: `压测大学${i}`, signingChain: chain, terminationChain: chain });
    const [college] = await knex('college').insert({ schoolCode, name: '学院' }).returning<{ id: string }[]>('id');
    const collegeId = college?.id ?? '';
    const [atCollege, atSchool] = await makeAccounts(store, 'REVIEWER', phones('137', i * 10, 2));
    await knex('reviewer').insert([
      { accountId: atCollege?.id, level: 'COLLEGE', schoolCode, collegeId },
      { accountId: atSchool?.id, level: 'SCHOOL', schoolCode, collegeId: null },
    ]);
    const [employer] = await knex('employer')
      .insert({
        ...{
          name: `压测科技有限公司${i}`,
          uscc: `91990000MA${String(i).padStart(8, '0')}`,
          industry: 'INTERNET_ECOMMERCE',
        },
        ...{ verificationState: 'VERIFIED', gbIndustrySection: 'I', unitNature: 'PRIVATE', unitType: '39' },
        ...{ sizeBand: 'SIZE_50_99', regionCode: '110108', address: '示范路 1 号' },
      })
      .returning<{ id: string }[]>('id');
    const employerId = employer?.id ?? '';
    const members = await makeAccounts(store, 'EMPLOYER', phones('138', i * 10, 2));
    await knex('employer_membership').insert(
      members.map(({ id }) => ({ employerId, accountId: id, status: 'APPROVED', decidedAt: knex.fn.now() })),
    );
    const [inviter] = members;
    if (!inviter || !atCollege || !atSchool) throw new Error('NO_ACCOUNTS');
    units.push({
      ...{ employerId, schoolCode, collegeId, inviterId: inviter.id, employer: inviter.cookie },
      ...{ collegeReviewer: atCollege.cookie, schoolReviewer: atSchool.cookie },
    });
  }
  return units;
}

const pageSize = 500;

/** Makes graduates of all units in turn; `from` is how many were made before. */
export async function makeInvitees(
  store: Store,
  units: readonly Unit[],
  { from, count }: { from: number; count: number },
): Promise<Invitee[]> {
  const made: Invitee[] = [];
  for (let done = 0; done < count; done += pageSize)
    made.push(...(await makePage(store, units, { from: from + done, count: Math.min(pageSize, count - done) })));
  return made;
}

async function makePage(
  store: Store,
  units: readonly Unit[],
  { from, count }: { from: number; count: number },
): Promise<Invitee[]> {
  const { knex, personalData } = store;
  const numbers = phones('139', from, count);
  const idNumbers = numbers.map((_, i) => `990100${String(from + i).padStart(12, '0')}`);
  const people = idNumbers.map((idNumber) => ({ idNumberHash: personalData.hash(idNumber) }));
  const accounts = await makeAccounts(store, 'GRADUATE', numbers, people);
  const [graduateIds, favoriteIds] = [await newIds(knex, count), await newIds(knex, count)];
  const rows = accounts.map((account, i) => {
    const unit = units[(from + i) % units.length];
    const [phone, graduateId, favoriteId, idNumber] = [numbers[i], graduateIds[i], favoriteIds[i], idNumbers[i]];
    if (!unit || !phone || !graduateId || !favoriteId || !idNumber) throw new Error('TOO_FEW');
    return { account, unit, phone, graduateId, favoriteId, idNumber };
  });
  await knex('graduate').insert(
    rows.map(({ account, unit, phone, graduateId, idNumber }) => ({
      ...{ id: graduateId, accountId: account.id, schoolCode: unit.schoolCode, collegeId: unit.collegeId, cohortYear },
      ...{ name: '林晓雨', nameNormalised: normaliseName('林晓雨'), educationLevel: '31', major: '软件工程' },
      idNumberEncrypted: personalData.encrypt(idNumber),
      idNumberHash: personalData.hash(idNumber),
      phoneEncrypted: personalData.encrypt(phone),
      phoneHash: personalData.hash(phone),
      profileConfirmedAt: knex.fn.now(),
    })),
  );
  await knex('favorite').insert(
    rows.map(({ unit, graduateId, favoriteId, idNumber }) => ({
      ...{ id: favoriteId, employerId: unit.employerId, graduateId, cohortYear, schoolCode: unit.schoolCode },
      ...{
        graduateName: '林晓雨',
        schoolName: '压测大学',
        educationLevel: '31',
        major: '软件工程',
        graduateRevision: 1,
      },
      idNumberEncrypted: personalData.encrypt(idNumber),
      idNumberHash: personalData.hash(idNumber),
      addedBy: unit.inviterId,
    })),
  );
  return rows.map(({ account: { cookie }, unit, graduateId, favoriteId }) => ({
    unit,
    graduateId,
    favoriteId,
    cookie,
  }));
}

/** Accounts that are signed in, stored as commands/sign-in.ts stores them; no password opens them. */
async function makeAccounts(
  { knex, personalData, baseUrl }: Store,
  userType: 'EMPLOYER' | 'GRADUATE' | 'REVIEWER',
  numbers: readonly string[],
  more: readonly { idNumberHash: Buffer }[] = [],
): Promise<{ id: string; cookie: string }[]> {
  const ids = await newIds(knex, numbers.length);
  const tokens = ids.map(() => newSessionToken());
  await knex('account').insert(
    numbers.map((phone, i) => ({
      ...{ id: ids[i], userType, passwordHash: '-', name: '压测', ...more[i] },
      phoneEncrypted: personalData.encrypt(phone),
      phoneHash: personalData.hash(phone),
    })),
  );
  const expiresAt = knex.raw(`clock_timestamp() + interval '12 hours'`);
  await knex('session').insert(
    tokens.map((token, i) => ({ accountId: ids[i], tokenHash: sessionTokenHash(token), expiresAt })),
  );
  return ids.map((id, i) => ({ id, cookie: `${sessionCookieName([baseUrl])}=${tokens[i]}` }));
}

async function newIds(knex: Knex, count: number): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    'select uuidv7() as id from generate_series(1, ?)',
    count,
  );
  return rows.map(({ id }) => id);
}

const phones = (prefix: string, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `${prefix}${String(from + i).padStart(8, '0')}`);

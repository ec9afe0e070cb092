import { hash as argon2 } from '@node-rs/argon2';
import type { Knex } from 'knex';
import { normaliseName } from '../../domain/identifiers.ts';
import type { UserType } from '../../domain/vocabulary/user-type.ts';
import type { PersonalData } from '../personal-data.ts';
import {
  demoCodeSecret,
  demoCohorts,
  demoEmployers,
  demoGraduates,
  demoPassword,
  demoSchools,
  demoStaff,
} from './demo-data.ts';

interface Person {
  phone: string;
  name: string;
  department?: string;
  jobTitle?: string;
}

/**
 * Fills in the demo data of the embedded mode; run again it adds what is missing and leaves alone what people have done since.
 * One transaction: a kill leaves all of it or nothing.
 */
export async function seedDemo(knex: Knex, personalData: PersonalData): Promise<void> {
  await knex.transaction(async (trx) => {
    const seed = { trx, personalData, passwordHash: await argon2(demoPassword) };
    await trx('cohort')
      .insert([...demoCohorts])
      .onConflict('year')
      .ignore();
    for (const school of demoSchools) await seedSchool(seed, school);
    for (const employer of demoEmployers) await seedEmployer(seed, employer);
    for (const graduate of demoGraduates) await seedGraduate(seed, graduate);
    for (const member of demoStaff) await seedStaff(seed, member);
  });
}

interface Seed {
  trx: Knex.Transaction;
  personalData: PersonalData;
  passwordHash: string;
}

async function seedAccount(seed: Seed, userType: UserType, person: Person, more: object = {}): Promise<string> {
  const { trx, personalData, passwordHash } = seed;
  const phoneHash = personalData.hash(person.phone);
  const { phone, name, department, jobTitle } = person;
  await trx('account')
    .insert({
      ...{ userType, phoneHash, passwordHash, name, ...more },
      phoneEncrypted: personalData.encrypt(phone),
      department: department ?? null,
      jobTitle: jobTitle ?? null,
    })
    .onConflict(['userType', 'phoneHash'])
    .ignore();
  return idOf(trx('account').where({ userType, phoneHash }));
}

async function seedSchool(seed: Seed, school: (typeof demoSchools)[number]): Promise<void> {
  const { schoolCode, name, reviewer, colleges } = school;
  const chains = { signingChain: [...school.signingChain], terminationChain: [...school.terminationChain] };
  await seed
    .trx('school')
    .insert({ schoolCode, name, ...chains })
    .onConflict('schoolCode')
    .ignore();
  await seedReviewer(seed, reviewer, { level: 'SCHOOL', schoolCode, collegeId: null });
  for (const college of colleges) {
    // A college that was renamed since is known by its reviewer.
    const phoneHash = seed.personalData.hash(college.reviewer.phone);
    if (await seed.trx('account').where({ userType: 'REVIEWER', phoneHash }).first('id')) continue;
    const row = { schoolCode, name: college.name };
    await seed.trx('college').insert(row).onConflict(['schoolCode', 'name']).ignore();
    const collegeId = await idOf(seed.trx('college').where(row));
    await seedReviewer(seed, college.reviewer, { level: 'COLLEGE', schoolCode, collegeId });
  }
}

async function seedReviewer(seed: Seed, person: Person, reviewer: object): Promise<void> {
  const accountId = await seedAccount(seed, 'REVIEWER', person);
  await seed
    .trx('reviewer')
    .insert({ accountId, ...reviewer })
    .onConflict('accountId')
    .ignore();
}

async function seedEmployer(seed: Seed, employer: (typeof demoEmployers)[number]): Promise<void> {
  const { name, uscc, verificationState, industry, users } = employer;
  const present = await seed.trx('employer').where({ uscc, name }).first<{ id: string } | undefined>('id');
  if (!present)
    await seed.trx('employer').insert({
      ...{ name, uscc, verificationState, industry },
      gbIndustrySection: 'I',
      unitNature: 'PRIVATE',
      unitType: '39',
      sizeBand: 'SIZE_50_99',
      regionCode: '110108',
      address: '示范路 1 号',
    });
  const employerId = await idOf(seed.trx('employer').where({ uscc, name }));
  for (const user of users) {
    const accountId = await seedAccount(seed, 'EMPLOYER', user, {
      ...{ companyName: name, officePhone: '010-99990000', email: `${user.phone}@example.com` },
    });
    const member = await seed.trx('employer_membership').where({ accountId }).first('id');
    if (!member)
      await seed.trx('employer_membership').insert({
        ...{ employerId, accountId, status: 'APPROVED' },
        decidedAt: seed.trx.fn.now(),
      });
  }
}

async function seedGraduate(seed: Seed, graduate: (typeof demoGraduates)[number]): Promise<void> {
  const { trx, personalData } = seed;
  const { name, idNumber, phone, schoolCode, college, cohortYear, major, trainingMode, account, confirmed } = graduate;
  const [idNumberHash, phoneHash] = [personalData.hash(idNumber), personalData.hash(phone)];
  // The school may have corrected any of it since: whoever has the account, the number or the record is there.
  const present = await trx('graduate')
    .whereIn('accountId', trx('account').where({ userType: 'GRADUATE', phoneHash }).select('id'))
    .orWhere({ phoneHash })
    .orWhere({ schoolCode, cohortYear, idNumberHash })
    .first('id');
  if (present) return;
  const accountId = account ? await seedAccount(seed, 'GRADUATE', { phone, name }, { idNumberHash }) : null;
  // The number may have become somebody else's since.
  const isTheirs = accountId !== null && (await trx('account').where({ id: accountId, idNumberHash }).first('id'));
  await trx('graduate').insert({
    ...{ accountId: isTheirs ? accountId : null, schoolCode, cohortYear, name, idNumberHash, major },
    collegeId: await idOf(trx('college').where({ schoolCode, name: college })),
    nameNormalised: normaliseName(name),
    idNumberEncrypted: personalData.encrypt(idNumber),
    phoneEncrypted: personalData.encrypt(phone),
    phoneHash,
    educationLevel: '31',
    trainingMode: trainingMode ?? 'ORDINARY',
    profileConfirmedAt: confirmed ? trx.fn.now() : null,
  });
}

async function seedStaff(seed: Seed, { signInName, name, role }: (typeof demoStaff)[number]): Promise<void> {
  const { trx, personalData, passwordHash } = seed;
  if (await trx('staff_account').where({ signInName }).first('accountId')) return;
  const [account] = await trx('account').insert({ userType: 'STAFF', name, passwordHash }, 'id');
  const { id: accountId } = account as { id: string };
  const secondFactor = {
    totpSecretEncrypted: personalData.encrypt(demoCodeSecret),
    totpConfirmedAt: trx.fn.now(),
    lastTotpStep: 0,
  };
  await trx('staff_account').insert({ accountId, signInName, role, ...(role === 'ADMINISTRATOR' ? secondFactor : {}) });
}

async function idOf(rows: Knex.QueryBuilder): Promise<string> {
  const row = (await rows.first('id')) as { id: string } | undefined;
  if (!row) throw new Error('SEED_ROW_MISSING');
  return row.id;
}

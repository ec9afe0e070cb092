import { randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { sessionCookieName } from '../../api/session-cookie.ts';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import { apiTokenHash } from '../../commands/make-api-token.ts';
import { newSessionToken, sessionTokenHash } from '../../commands/session-token.ts';
import { hashPassword } from '../../database/passwords.ts';
import { normaliseName } from '../../domain/identifiers.ts';
import type { ReviewChain } from '../../domain/reviews.ts';
import type { ApiTokenScope } from '../../domain/vocabulary/api-token-scope.ts';
import type { FilePurpose } from '../../domain/vocabulary/file-purpose.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import type { TrainingMode } from '../../domain/vocabulary/training-mode.ts';
import type { UserType } from '../../domain/vocabulary/user-type.ts';
import type { VerificationState } from '../../domain/vocabulary/verification-state.ts';
import { testOrigin, type SignedIn, type TestApi } from './api.ts';

/** What factories write with. */
export type Data = Pick<CommandDependencies, 'knex' | 'personalData'>;

let made = 0;

/** A number no other thing of this run has. */
export function nextNumber(): number {
  made += 1;
  return made;
}

/** The `n`th valid ID number of nobody, of a region of no place; 28,000 of each month of birth, YYYYMM. */
export function idNumberNo(n: number, month = '200502'): string {
  const day = String(1 + (Math.floor(n / 1_000) % 28)).padStart(2, '0');
  const body = `990100${month}${day}${String(n % 1_000).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${'10X98765432'[sum % 11]}`;
}

/** A valid ID number nobody has, a new one each time. */
export function nextIdNumber(): string {
  return idNumberNo(nextNumber(), '200401');
}

let hashOfNobodys: Promise<string> | undefined;

/** An account with a phone of its own, and a password that nobody knows. */
export async function buildAccount(
  { knex, personalData }: Data,
  userType: UserType,
  name: string,
  more: { idNumberHash?: Buffer } = {},
): Promise<string> {
  hashOfNobodys ??= hashPassword(randomUUID());
  const phone = `131${String(nextNumber()).padStart(8, '0')}`;
  const row = {
    ...more,
    userType,
    name,
    passwordHash: await hashOfNobodys,
    phoneEncrypted: personalData.encrypt(phone),
  };
  return inserted(knex('account').insert({ ...row, phoneHash: personalData.hash(phone) }));
}

/** A unit with one user. */
export interface BuiltEmployer {
  employerId: string;
  accountId: string;
  name: string;
}

/** Makes a unit, verified unless told otherwise, and a user who belongs to it. */
export async function buildEmployer(
  data: Data,
  options: { verificationState?: VerificationState; membership?: 'PENDING' | 'APPROVED' } = {},
): Promise<BuiltEmployer> {
  const name = `测试单位${nextNumber()}`;
  const employerId = await inserted(
    data.knex('employer').insert({
      ...{ name, uscc: `TEST${String(nextNumber()).padStart(14, '0')}`, industry: 'INTERNET_ECOMMERCE' },
      ...{ gbIndustrySection: 'I', unitNature: 'PRIVATE', unitType: '39', sizeBand: 'SIZE_50_99' },
      ...{ regionCode: '110108', address: '示范路 1 号' },
      verificationState: options.verificationState ?? 'VERIFIED',
    }),
  );
  const { accountId } = await buildColleague(data, employerId, options.membership);
  return { employerId, accountId, name };
}

/** Makes another user of a unit. */
export async function buildColleague(
  data: Data,
  employerId: string,
  status: 'PENDING' | 'APPROVED' = 'APPROVED',
): Promise<BuiltEmployer> {
  const name = `招聘${nextNumber()}`;
  const accountId = await buildAccount(data, 'EMPLOYER', name);
  await data.knex('employer_membership').insert({ employerId, accountId, status });
  return { employerId, accountId, name };
}

/** A school with one college, and their reviewers. */
export interface BuiltSchool {
  schoolCode: string;
  name: string;
  collegeId: string;
  collegeName: string;
  schoolReviewer: string;
  /** Null where the college has none. */
  collegeReviewer: string | null;
}

/** Makes a school; both levels review unless told otherwise. */
export async function buildSchool(
  data: Data,
  options: { signingChain?: ReviewChain; collegeReviewer?: boolean } = {},
): Promise<BuiltSchool> {
  const schoolCode = String(10_000 + nextNumber());
  const name = `测试大学${schoolCode}`;
  const signingChain = [...(options.signingChain ?? ['COLLEGE', 'SCHOOL'])];
  await data.knex('school').insert({ schoolCode, name, signingChain, terminationChain: ['SCHOOL'] });
  const { collegeId, collegeName } = await buildCollege(data, schoolCode);
  const schoolReviewer = await buildReviewer(data, { level: 'SCHOOL', schoolCode, collegeId: null });
  const collegeReviewer =
    options.collegeReviewer === false ? null : await buildReviewer(data, { level: 'COLLEGE', schoolCode, collegeId });
  return { schoolCode, name, collegeId, collegeName, schoolReviewer, collegeReviewer };
}

/** Makes another college of a school. */
export async function buildCollege({ knex }: Data, schoolCode: string) {
  const collegeName = `测试学院${nextNumber()}`;
  return { collegeId: await inserted(knex('college').insert({ schoolCode, name: collegeName })), collegeName };
}

/** Makes a reviewer; answers the account. */
export async function buildReviewer(
  data: Data,
  reviewer: { level: ReviewStage; schoolCode: string; collegeId: string | null },
): Promise<string> {
  const accountId = await buildAccount(data, 'REVIEWER', `审核${nextNumber()}`);
  await data.knex('reviewer').insert({ accountId, ...reviewer });
  return accountId;
}

/** A graduate with an account. */
export interface BuiltGraduate {
  graduateId: string;
  accountId: string;
  name: string;
  idNumber: string;
  cohortYear: number;
  school: BuiltSchool;
}

/** Makes a graduate of an ordinary school, with a confirmed profile unless told otherwise. */
export async function buildGraduate(
  data: Data,
  options: Partial<{
    school: BuiltSchool;
    name: string;
    idNumber: string;
    cohortYear: number;
    confirmed: boolean;
    trainingMode: TrainingMode;
    /** An account of the same ID number. */
    accountId: string;
  }> = {},
): Promise<BuiltGraduate> {
  const { knex, personalData } = data;
  const school = options.school ?? (await buildSchool(data));
  const { name = `毕业生${nextNumber()}`, idNumber = nextIdNumber(), cohortYear = 2027 } = options;
  const { schoolCode, collegeId } = school;
  const idNumberHash = personalData.hash(idNumber);
  const accountId = options.accountId ?? (await buildAccount(data, 'GRADUATE', name, { idNumberHash }));
  const phone = `132${String(nextNumber()).padStart(8, '0')}`;
  const graduateId = await inserted(
    knex('graduate').insert({
      ...{ accountId, schoolCode, collegeId, cohortYear, name, nameNormalised: normaliseName(name) },
      ...{ idNumberEncrypted: personalData.encrypt(idNumber), idNumberHash },
      ...{ phoneEncrypted: personalData.encrypt(phone), phoneHash: personalData.hash(phone) },
      ...{ educationLevel: '31', major: '软件工程', trainingMode: options.trainingMode ?? 'ORDINARY' },
      profileConfirmedAt: options.confirmed === false ? null : knex.fn.now(),
    }),
  );
  return { graduateId, accountId, name, idNumber, cohortYear, school };
}

/** Puts a graduate into a unit's favorites; answers the favorite's id. */
export async function buildFavorite(
  { knex }: Data,
  { employerId, accountId }: BuiltEmployer,
  { graduateId }: BuiltGraduate,
): Promise<string> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `insert into favorite (employer_id, graduate_id, cohort_year, graduate_name, id_number_encrypted, id_number_hash,
       school_code, school_name, education_level, major, graduate_revision, added_by)
     select ?, g.id, g.cohort_year, g.name, g.id_number_encrypted, g.id_number_hash, g.school_code, s.name,
       g.education_level, g.major, g.revision, ? from graduate g join school s using (school_code) where g.id = ?
     returning id`,
    [employerId, accountId, graduateId],
  );
  return idIn(rows);
}

/** A picture somebody uploaded, as far as the database knows; answers the file's id. */
export async function buildFile({ knex }: Data, uploadedBy: string, purpose: FilePurpose = 'LOGO'): Promise<string> {
  const size = { bytes: 1, width: 1, height: 1 };
  const row = { purpose, sha256: Buffer.alloc(32, nextNumber()), mediaType: 'image/png', ...size, uploadedBy };
  return inserted(knex('file').insert(row));
}

/** Opens a session for an account and answers calls by its owner, as their browser makes them. */
export async function signedInAs(api: Omit<TestApi, 'stop'>, accountId: string): Promise<SignedIn> {
  const token = newSessionToken();
  const expiresAt = api.knex.raw(`clock_timestamp() + interval '1 hour'`);
  await api.knex('session').insert({ accountId, tokenHash: sessionTokenHash(token), expiresAt });
  const cookie = `${sessionCookieName([testOrigin])}=${token}`;
  return (method, path) => api.call(method, path).set({ cookie, origin: testOrigin });
}

async function inserted(insert: Knex.QueryBuilder): Promise<string> {
  return idIn((await insert.returning('id')) as { id: string }[]);
}

function idIn([row]: { id: string }[]): string {
  if (!row) throw new Error('nothing was inserted');
  return row.id;
}

/** Makes a token of a unit and answers calls by the system that holds it. */
export async function calledBySystem(
  api: Omit<TestApi, 'stop'>,
  { employerId, accountId }: Pick<BuiltEmployer, 'employerId' | 'accountId'>,
  scopes: readonly ApiTokenScope[],
): Promise<SignedIn> {
  const secret = `gsp_${randomBytes(32).toString('base64url')}`;
  const row = { employerId, createdBy: accountId, name: '人事系统', scopes: [...scopes], expiresOn: '2099-12-31' };
  await api.knex('api_token').insert({ ...row, tokenHash: apiTokenHash(secret) });
  return (method, path) => api.call(method, path).set('authorization', `Bearer ${secret}`);
}

/** Makes a token of a unit, whose secret nobody knows. */
export async function buildApiToken({ knex }: Data, { employerId, accountId }: BuiltEmployer): Promise<string> {
  const row = { employerId, createdBy: accountId, name: '人事系统', scopes: ['read'], expiresOn: '2099-12-31' };
  return inserted(knex('api_token').insert({ ...row, tokenHash: Buffer.from(`token ${nextNumber()}`) }));
}

/** Makes a batch of one row that nobody goes through. */
export async function buildBatch(
  { knex, personalData }: Data,
  { kind, accountId, employerId = null }: { kind: 'SIGNING' | 'REVIEW'; accountId: string; employerId?: string | null },
): Promise<string> {
  const row = { kind, actorAccountId: accountId, employerId, total: 1, requestId: 'test' };
  const moment = { createdAt: knex.fn.now(), movedAt: knex.fn.now() };
  const id = await inserted(knex('batch').insert({ ...row, ...moment, sharedEncrypted: personalData.encrypt('{}') }));
  const input = kind === 'SIGNING' ? { favoriteId: randomUUID() } : { caseId: randomUUID(), decision: 'APPROVE' };
  await knex('batch_row').insert({
    ...{ batchId: id, number: 1, inputEncrypted: personalData.encrypt(JSON.stringify(input)) },
  });
  return id;
}

import type { Knex } from 'knex';
import { regionName } from '../database/queries/regions.ts';
import { readExportedSignings, type ExportedSigning } from '../database/queries/exported-signings.ts';
import type { SchoolScope } from '../database/queries/school-graduates.ts';
import { positionsOf, type SchoolSigningFilter } from '../database/queries/school-signings.ts';
import { inOneSnapshot } from '../database/queries/snapshot.ts';
import type { Position } from '../database/queries/keyset.ts';
import type { PersonalData } from '../database/personal-data.ts';
import { promisedArchive, promisedHukou } from '../domain/archive-profile.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import type { ReviewerUser } from '../domain/permissions.ts';
import { archiveReceiverTypes } from '../domain/vocabulary/archive-receiver-type.ts';
import { destinationCategories } from '../domain/vocabulary/destination-category.ts';
import { educationLevels } from '../domain/vocabulary/education-level.ts';
import { gbIndustrySections } from '../domain/vocabulary/gb-industry-section.ts';
import { industries } from '../domain/vocabulary/industry.ts';
import { positionCategories } from '../domain/vocabulary/position-category.ts';
import { sexes } from '../domain/vocabulary/sex.ts';
import { signingStatuses } from '../domain/vocabulary/signing-status.ts';
import { labelOf, type Term } from '../domain/vocabulary/term.ts';
import { terminationStatuses } from '../domain/vocabulary/termination-status.ts';
import { trainingModes } from '../domain/vocabulary/training-mode.ts';
import { unitNatures } from '../domain/vocabulary/unit-nature.ts';
import { unitTypes } from '../domain/vocabulary/unit-type.ts';
import { filesUnavailable } from '../integrations/files/files.ts';
import { writeWorkbook } from '../integrations/spreadsheets/write-workbook.ts';
import type { CommandDependencies } from './dependencies.ts';
import { inTurns, NoRoom } from './turns.ts';

type Deps = Pick<CommandDependencies, 'knex' | 'clock' | 'personalData'>;

/** Who takes a list out, which part of it, and where from. `asked` are the filters as they were given, without a name. */
export interface SigningExport {
  filter: SchoolSigningFilter;
  asked: Readonly<Record<string, unknown>>;
  requestId: string;
  clientAddress: string | null;
}

const pageSizeMax = 500;
// A school of 20,000 takes a processor for some seconds; people's acts on this server need one too.
const inTurn = inTurns({ atOnceMax: 1, waitingMax: 8 });

/** A column of the list: its heading, how wide it is, what stands in it. */
type Column = [
  title: string,
  width: number,
  text: (row: ExportedSigning, open: PersonalData['decrypt']) => string | null,
];
const label = (terms: readonly Term[], code: string | null) => (code === null ? null : labelOf(terms, code));
/** By which the statistics of graduates count units; the unit's own choice among a recruiting site's words stands beside it. */
const sectionOf = ({ gbIndustrySection }: ExportedSigning) =>
  gbIndustrySections.find(({ code }) => code === gbIndustrySection);
const region = (code: string | null | undefined) => (code ? regionName(code) : null);

const columns: readonly Column[] = [
  ['学校', 20, (row) => row.schoolName],
  ['学院', 18, (row) => row.collegeName],
  ['考生号', 18, (row) => row.examNo],
  ['证件号码', 21, (row, open) => open(row.idNumberEncrypted)],
  ['姓名', 12, (row) => row.graduateName],
  ['性别', 6, (row) => label(sexes, row.sex)],
  ['民族', 10, (row) => row.nation],
  ['学历层次', 12, (row) => label(educationLevels, row.educationLevel)],
  ['专业', 18, (row) => row.major],
  ['培养方式', 10, (row) => label(trainingModes, row.trainingMode)],
  ['生源地', 16, (row) => row.homeRegion],
  ['届别', 8, (row) => String(row.cohortYear)],
  ['毕业生手机号', 14, (row, open) => open(row.graduatePhoneEncrypted)],
  ['毕业去向类别代码', 10, (row) => row.destinationCategory],
  ['毕业去向类别', 20, (row) => label(destinationCategories, row.destinationCategory)],
  ['签约日期', 12, (row) => (row.signedAt === null ? null : shanghaiDate(row.signedAt))],
  ['单位名称', 26, (row) => row.employerName],
  ['统一社会信用代码', 21, (row) => row.uscc],
  ['单位性质', 14, (row) => label(unitNatures, row.unitNature)],
  ['单位类型代码', 8, (row) => row.unitType],
  ['单位类型', 14, (row) => label(unitTypes, row.unitType)],
  ['单位行业代码', 8, (row) => sectionOf(row)?.statisticsCode ?? null],
  ['单位行业', 20, (row) => sectionOf(row)?.zh ?? null],
  ['招聘行业类别', 18, (row) => label(industries, row.industry)],
  ['单位所在地', 20, (row) => region(row.regionCode)],
  ['单位地址', 28, (row) => row.address],
  ['职位类别代码', 8, (row) => row.positionCategory],
  ['职位类别', 16, (row) => label(positionCategories, row.positionCategory)],
  ['岗位名称', 18, (row) => row.positionTitle],
  ['单位联系人', 12, (row) => row.signingContactName],
  ['单位联系电话', 16, (row, open) => row.contactPhoneEncrypted && open(row.contactPhoneEncrypted)],
  ['档案接收类型', 16, (row) => label(archiveReceiverTypes, promisedArchive(row)?.archiveReceiverType ?? null)],
  ['档案接收单位', 26, (row) => promisedArchive(row)?.archiveUnitName ?? null],
  ['档案转寄地区', 20, (row) => region(promisedArchive(row)?.archiveRegionCode)],
  ['档案转寄地址', 28, (row) => promisedArchive(row)?.archiveAddress ?? null],
  ['档案接收联系人', 12, (row) => promisedArchive(row)?.archiveContactName ?? null],
  ['档案接收电话', 16, (row) => promisedArchive(row)?.archiveContactPhone ?? null],
  ['邮政编码', 10, (row) => promisedArchive(row)?.postcode ?? null],
  ['户口迁移地区', 20, (row) => region(promisedHukou(row)?.hukouRegionCode)],
  ['户口迁移地址', 28, (row) => promisedHukou(row)?.hukouAddress ?? null],
  ['协议书编号', 20, (row) => row.agreementNo],
  ['签约状态', 16, (row) => label(signingStatuses, row.status)],
  ['解约状态', 16, (row) => label(terminationStatuses, row.terminationStatus)],
];

/**
 * 导出签约名单: the list as it stands at one moment, as an xlsx file of texts, ID numbers and phones in full; who took it out, with
 * which filters and how many rows, is written down before it is given. Source: domain.md §11.2, §11.8.
 */
export async function exportSignings(deps: Deps, actor: ReviewerUser, wish: SigningExport): Promise<Buffer> {
  try {
    return await inTurn(() => takeOut(deps, actor, wish));
  } catch (error) {
    if (error instanceof NoRoom) return filesUnavailable(error);
    throw error;
  }
}

async function takeOut(deps: Deps, actor: ReviewerUser, wish: SigningExport): Promise<Buffer> {
  const { knex, clock, personalData } = deps;
  const { accountId, schoolCode, collegeId } = actor;
  const place = { scope: { schoolCode, collegeId }, filter: wish.filter };
  let count = 0;
  const content = await inOneSnapshot(knex, (snapshot) => {
    async function* texts() {
      for await (const row of signingsOf(snapshot, place)) {
        count += 1;
        yield columns.map(([, , text]) => text(row, (sealed) => personalData.decrypt(sealed)) ?? '');
      }
    }
    return writeWorkbook({
      name: '签约名单',
      columns: columns.map(([title, width]) => ({ title, width })),
      rows: texts(),
    });
  });
  const { asked: filters, requestId, clientAddress } = wish;
  const about = { filters: JSON.stringify(filters), rows: count, at: knex.raw(await clock()) };
  await knex('school_export').insert({ accountId, schoolCode, collegeId, requestId, clientAddress, ...about });
  return content;
}

async function* signingsOf(knex: Knex, place: { scope: SchoolScope; filter: SchoolSigningFilter }) {
  for (let after: Position | null = null; ;) {
    const positions: Position[] = await positionsOf(knex, place, { fetch: pageSizeMax, after });
    const last = positions.at(-1);
    if (!last) return;
    yield* await readExportedSignings(
      knex,
      positions.map(({ id }) => id),
    );
    after = last;
  }
}

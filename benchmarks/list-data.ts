import type { Knex } from 'knex';

/** Who the seeded lists belong to. */
export interface ListOwners {
  employerId: string;
  schoolCode: string;
  collegeId: string;
  /** Invited by many units. */
  graduateId: string;
  accountId: string;
}

const unitsBeside = 1_000;
const invitationsOfOne = 300;

const surnames = `'{王,李,张,刘,陈,杨,赵,黄,周,吴,徐,孙,胡,朱}'::text[]`;
const givens = `'{伟,芳,娜,敏,静,丽,强,磊,军,洋,勇,艳,杰,娟,涛,明,超,秀,霞,平,刚,桂,英,华,玉,兰,思,远,晓,雨,一,鸣,可,慕,桐,晚,定,文,博,然}'::text[]`;

/**
 * A given name that as many graduates have as newborns in the year of its fashion: 23,000 of 8.873 million, one of 385. Source:
 * the ministry's report on names of 2021 (二〇二一年全国姓名报告).
 */
export const commonGivenName = '沐宸';
const oneOfCommon = 385;

/** What a signing's status is, by its number, and its newest termination's; the newest signed ones are all being terminated. */
const statusOf = `case when i % 100 < 10 then 'AWAITING_GRADUATE' when i % 100 < 15 then 'COLLEGE_REVIEW'
    when i % 100 < 20 then 'SCHOOL_REVIEW' when i % 100 < 65 then 'SIGNED' when i % 100 < 75 then 'DECLINED'
    when i % 100 < 85 then 'RESPONSE_EXPIRED' when i % 100 < 88 then 'REVIEW_REJECTED' when i % 100 < 91 then 'WITHDRAWN'
    when i % 100 < 96 then 'TERMINATED' else 'INVALIDATED' end`;
const terminationOf = `case when status = 'TERMINATED' then 'TERMINATED' when status <> 'SIGNED' then null
    when place < 0.1 then ('{AWAITING_COUNTERPARTY,COLLEGE_REVIEW,SCHOOL_REVIEW}'::text[])[1 + i % 3]
    when place < 0.3 and i % 3 = 0
      then ('{COUNTERPARTY_REFUSED,COUNTERPARTY_EXPIRED,REJECTED,WITHDRAWN,INVALIDATED}'::text[])[1 + i % 5] end`;

/** Makes what the lists hang on: cohorts, a unit, a school, a graduate, and many units and schools beside them. */
export async function seedOwners(knex: Knex): Promise<ListOwners> {
  await knex.raw(`insert into cohort select y, make_date(y - 1, 9, 1), make_date(y, 8, 31) from generate_series(2025, 2027) y
    on conflict do nothing`);
  await knex.raw(`insert into school (school_code, name, signing_chain, termination_chain)
    select (50000 + n)::text, '大学' || n, '{COLLEGE,SCHOOL}', '{SCHOOL}' from generate_series(0, 200) n`);
  await knex.raw(`insert into college (school_code, name) select (50000 + n)::text, '学院' || c
    from generate_series(0, 200) n, generate_series(0, 4) c`);
  await knex.raw(`insert into employer (name, uscc, industry, gb_industry_section, unit_nature, unit_type, size_band, region_code,
      address, verification_state)
    select '单位' || n, 'BENCH' || lpad(n::text, 13, '0'), 'INTERNET_ECOMMERCE', 'I', 'PRIVATE', '39', 'SIZE_50_99', '110108', '路', 'VERIFIED'
    from generate_series(0, ${unitsBeside}) n`);
  const account = { userType: 'EMPLOYER', phoneEncrypted: 'x', phoneHash: Buffer.from('bench'), passwordHash: 'none' };
  const [made] = await knex('account').insert(account).returning<{ id: string }[]>('id');
  const accountId = made?.id ?? '';
  const { id: employerId } = await knex('employer').where({ uscc: 'BENCH0000000000000' }).first<{ id: string }>('id');
  const college = await knex('college').where({ schoolCode: '50000' }).orderBy('name').first<{ id: string }>('id');
  const [graduate] = await knex('graduate')
    .insert({
      ...{ schoolCode: '50000', collegeId: college.id, cohortYear: 2027, name: '众邀', nameNormalised: '众邀' },
      ...{
        idNumberEncrypted: 'x',
        idNumberHash: Buffer.from('众邀'),
        phoneEncrypted: 'x',
        phoneHash: Buffer.from('x'),
      },
      ...{ educationLevel: '31', major: '软件工程' },
    })
    .returning<{ id: string }[]>('id');
  const graduateId = graduate?.id ?? '';
  await knex.raw(`create unlogged table bench_seed (i bigint, place double precision, employer_id uuid, graduate_id uuid,
    favorite_id uuid, id uuid, termination_id uuid, cohort_year integer, school_code text, college_id uuid, name text,
    status text, termination text, at timestamptz)`);
  await seedRows(
    knex,
    `select 1000000000 + n as i, 1::float8 as place, e.id as employer_id, '${graduateId}'::uuid as graduate_id,
      2027 as cohort_year, '50000' as school_code, '${college.id}'::uuid as college_id, '众邀' as name,
      case when n % 2 = 0 then 'AWAITING_GRADUATE' else 'DECLINED' end as status, n as age
    from generate_series(1, ${invitationsOfOne}) n join employer e on e.uscc = 'BENCH' || lpad(n::text, 13, '0')`,
    accountId,
  );
  return { employerId, schoolCode: '50000', collegeId: college.id, graduateId, accountId };
}

/** Adds signings of the one unit with graduates of the one school. */
export async function seedUnit(knex: Knex, { employerId, schoolCode, accountId }: ListOwners, count: number) {
  await seedRows(
    knex,
    peopleOf({
      from: 1,
      to: count,
      accountId,
      place: `i::float8 / ${count}`,
      employer: `'${employerId}'::uuid`,
      school: `'${schoolCode}'`,
    }),
    accountId,
  );
}

/** Adds signings of the other units with graduates of the other schools. */
export async function seedOthers(knex: Knex, { accountId }: ListOwners, from: number, to: number): Promise<void> {
  const employer = `(select array_agg(id) from employer where uscc like 'BENCH%' and uscc <> 'BENCH0000000000000')`;
  await seedRows(
    knex,
    peopleOf({
      from,
      to,
      accountId,
      place: 'random()',
      employer: `(${employer})[1 + i % ${unitsBeside}]`,
      school: `(50001 + i % 200)::text`,
    }),
    accountId,
  );
}

function peopleOf(of: {
  from: number;
  to: number;
  place: string;
  employer: string;
  school: string;
  accountId: string;
}): string {
  return `select p.*, c.id as college_id from (
      select i, ${of.place} as place, ${of.employer} as employer_id, null::uuid as graduate_id,
        (case when i % 10 < 6 then 2027 when i % 10 < 9 then 2026 else 2025 end) as cohort_year, ${of.school} as school_code,
        (${surnames})[1 + i % 14] || case when i % ${oneOfCommon} = 0 then '${commonGivenName}'
          else (${givens})[1 + i / 14 % 40] || (${givens})[1 + i / 560 % 40] end as name,
        ${statusOf} as status, i as age
      from generate_series(${of.from}::bigint, ${of.to}::bigint) i
    ) p join college c on c.school_code = p.school_code and c.name = '学院' || (p.i / 3 % 5)`;
}

/** From people to graduates, favorites, processes, signings, terminations and review tasks; in sets, without looking foreign keys up. */
async function seedRows(knex: Knex, people: string, accountId: string): Promise<void> {
  await knex.transaction(async (trx) => {
    const run = (sql: string) => trx.raw(sql);
    await run(`set local session_replication_role = replica`);
    await run(`truncate bench_seed`);
    await run(`insert into bench_seed select i, place, employer_id, coalesce(graduate_id, uuidv7()), uuidv7(), uuidv7(), uuidv7(),
        cohort_year, school_code, college_id, name, status, ${terminationOf}, now() - age * interval '7 seconds'
      from (${people}) people`);
    await run(`insert into graduate (id, school_code, college_id, cohort_year, name, name_normalised, id_number_encrypted,
        id_number_hash, phone_encrypted, phone_hash, education_level, major, created_at, account_id, profile_confirmed_at, locked_at, lock_reason)
      select graduate_id, school_code, college_id, cohort_year, name, name, 'x', sha256(i::text::bytea), 'x', '\\x00', '31', '软件工程', at,
        case when i % 25 > 0 then uuidv7() end, case when i % 25 > 1 then at end, case when i % 60 = 7 then at end,
        case when i % 60 = 7 then '待核实' end
      from bench_seed where i < 1000000000`);
    await run(`insert into favorite (id, employer_id, graduate_id, cohort_year, graduate_name, id_number_encrypted, id_number_hash,
        school_code, school_name, education_level, major, graduate_revision, added_by, added_at)
      select favorite_id, employer_id, graduate_id, cohort_year, name, 'x', sha256(i::text::bytea), school_code, '大学', '31', '软件工程', 1,
        '${accountId}', at from bench_seed`);
    await run(`insert into process (id, kind, cohort_year, seq, state, is_open)
      select id, 'SIGNING', cohort_year, 1, json_build_object('status', status), status like '%AWAITING%' from bench_seed
      union all select termination_id, 'TERMINATION', cohort_year, 1, json_build_object('status', termination, 'chain', array['SCHOOL']), false
      from bench_seed where termination is not null`);
    await run(`insert into signing (id, employer_id, graduate_id, favorite_id, graduate_name, cohort_year, school_code, college_id, started_by,
        position_category, position_title, response_window_days, signing_contact_name, status, status_at, respond_by, sent_at,
        accepted_at, agreement_no, signed_at, invalidation_reason, terminating)
      select id, employer_id, graduate_id, favorite_id, name, cohort_year, school_code, college_id, '${accountId}', '13', '工程师', 7, '张三',
        status, at, now() + (i % 7 + 1) * interval '1 day', at - interval '1 day', case when status ~ 'REVIEW|SIGNED|TERM' then at end,
        case when status in ('SIGNED', 'TERMINATED') then 'B' || i end, case when status in ('SIGNED', 'TERMINATED') then at end,
        case when status = 'INVALIDATED' then 'COHORT_CLOSED' end,
        coalesce(termination in ('AWAITING_COUNTERPARTY', 'COLLEGE_REVIEW', 'SCHOOL_REVIEW'), false) from bench_seed`);
    await run(`insert into termination (id, signing_id, employer_id, graduate_id, graduate_name, cohort_year, school_code, college_id, kind,
        applicant, started_by, reason, detail, applied_at, answer_by, status, status_at, invalidation_reason)
      select termination_id, id, employer_id, graduate_id, name, cohort_year, school_code, college_id, 'CONSENT',
        case when i % 2 = 0 then 'GRADUATE' else 'EMPLOYER' end, '${accountId}', 'MUTUAL', '无', at, now() + interval '9 days',
        termination, at + interval '1 hour', case when termination = 'INVALIDATED' then 'COHORT_CLOSED' end
      from bench_seed where termination is not null`);
    await run(`insert into review_task (process_id, opened_seq, kind, stage, school_code, college_id, cohort_year, graduate_name, opened_at,
        remind_at, escalate_at, decision, decided_at, superseded)
      select r.process_id, r.seq, r.kind, r.stage, school_code, college_id, cohort_year, name, at, at, at,
        case when not r.open then 'APPROVED' end, case when not r.open then at end, r.superseded
      from bench_seed s cross join lateral (
        select s.id as process_id, 2 as seq, 'SIGNING' as kind, 'COLLEGE' as stage, status = 'COLLEGE_REVIEW' as open,
          status in ('SCHOOL_REVIEW', 'SIGNED', 'TERMINATED') as superseded where status ~ 'REVIEW|SIGNED|TERMINATED'
        union all select s.id, 3, 'SIGNING', 'SCHOOL', status = 'SCHOOL_REVIEW', false
          where status in ('SCHOOL_REVIEW', 'SIGNED', 'TERMINATED')
        union all select s.termination_id, 2, 'TERMINATION', 'SCHOOL', termination = 'SCHOOL_REVIEW', false
          where termination in ('SCHOOL_REVIEW', 'TERMINATED', 'REJECTED')
      ) r`);
  });
}

import type { DataRule } from './data-rule.ts';

const open = `('SENDING', 'AWAITING_AMOUNT', 'BANK_FAILED', 'AWAITING_REVIEW', 'NEEDS_SUPPLEMENT')`;

/** What must hold of employer verifications. */
export const verificationRules: Record<string, DataRule> = {
  'the read model of a verification stands where its process stands': {
    zh: '认证记录应与案件状态一致',
    ids: `select v.id from employer_verification v join process p on p.id = v.id
     where v.status <> p.state ->> 'status' or v.method <> p.state ->> 'method'
       or v.status_at <> (p.state ->> 'statusAt')::timestamptz`,
  },
  'a begun verification has its read model': {
    zh: '已提交的认证应有认证记录',
    ids: `select p.id from process p left join employer_verification v on v.id = p.id
     where p.kind = 'EMPLOYER_VERIFICATION' and (p.seq > 0) <> (v.id is not null)`,
  },
  'a unit is in progress while its verification is open': {
    zh: '单位认证状态应与认证记录一致',
    ids: `select e.id from employer e
     left join employer_verification v on v.employer_id = e.id and v.status in ${open}
     where e.verification_state in ('UNVERIFIED', 'IN_PROGRESS') and (e.verification_state = 'IN_PROGRESS') <> (v.id is not null)`,
  },
  'a verified unit is called what was verified': {
    zh: '已认证单位沿用的名称和信用代码应与最近一次通过的认证一致',
    ids: `select e.id from employer e
     join lateral (select v.employer_name, v.uscc from employer_verification v
       where v.employer_id = e.id and v.status = 'VERIFIED' order by v.status_at desc, v.id desc limit 1) proved on true
     where e.verification_state in ('VERIFIED', 'REVERIFY_REQUIRED')
       and (e.name_in_force, e.uscc_in_force) is distinct from (proved.employer_name, proved.uscc)`,
  },
  'the files of a verification are those of its state': {
    zh: '认证材料应与案件状态一致',
    ids: `select v.id from employer_verification v join process p on p.id = v.id
     where (select coalesce(jsonb_agg(f.file_id order by f.file_id), '[]') from verification_file f
         where f.process_id = v.id and f.replaced_seq is null)
       <> (select coalesce(jsonb_agg(file_id order by file_id::uuid), '[]') from jsonb_array_elements_text(p.state -> 'fileIds') file_id)`,
  },
  'a send has one order to the bank, and an order its send': {
    zh: '每次汇款应有且仅有一笔指令',
    ids: `select coalesce(r.process_id, e.process_id) as id from remittance r
     full join (select * from effect where kind = 'REMIT') e
       on e.process_id = r.process_id and e.recipient = 'remittance:' || r.attempt
     group by 1, r.attempt, e.recipient having count(r.attempt) <> 1 or count(e.recipient) <> 1`,
  },
  'the newest send of a verification is that of its state': {
    zh: '最近一次汇款应与案件状态一致',
    ids: `select v.id from employer_verification v join process p on p.id = v.id
     where (select max(attempt) from remittance r where r.process_id = v.id)
       is distinct from (p.state #>> '{send,attempt}')::integer`,
  },
  'a claim is one on an open review': {
    zh: '领取应对应待审核的认证',
    ids: `select id from employer_verification where claimed_by is not null and status <> 'AWAITING_REVIEW'`,
  },
  'a verified unit has no rival under way that is not told': {
    zh: '信用代码已被认证的单位不应再有同码认证',
    ids: `select v.id from employer_verification v
     join employer e on e.uscc_in_force = v.uscc and e.id <> v.employer_id and e.verification_state = 'VERIFIED'
     where v.status in ${open} and not exists (select from command c
       where c.process_id = v.id and c.kind = 'rivalVerified' and c.outcome is null)`,
  },
};

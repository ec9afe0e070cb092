import type { DataRule } from './data-rule.ts';

const open = `('AWAITING_COUNTERPARTY', 'COLLEGE_REVIEW', 'SCHOOL_REVIEW')`;

/** What must hold of terminations. */
export const terminationRules: Record<string, DataRule> = {
  'the read model of a termination stands where its process stands': {
    zh: '解约记录应与案件状态一致',
    ids: `select t.id from termination t join process p on p.id = t.id
     where t.status <> p.state ->> 'status' or t.kind <> p.state ->> 'kind' or t.applicant <> p.state ->> 'applicant'
       or t.status_at <> (p.state ->> 'statusAt')::timestamptz
       or t.effective_at is distinct from (p.state ->> 'effectiveAt')::timestamptz`,
  },
  'a begun termination has its read model': {
    zh: '已发起的解约应有解约记录',
    ids: `select p.id from process p left join termination t on t.id = p.id
     where p.kind = 'TERMINATION' and (p.seq > 0) <> (t.id is not null)`,
  },
  'an open termination is of a signed agreement, or is told that it ended': {
    zh: '办理中的解约应对应有效协议',
    ids: `select t.id from termination t join signing s on s.id = t.signing_id
     where t.status in ${open} and s.status <> 'SIGNED' and not exists (select from command c
       where c.process_id = t.id and c.kind = 'invalidate' and c.outcome is null)`,
  },
  'a signing is terminated exactly by its termination': {
    zh: '协议解除应与解约完成一致',
    ids: `select s.id from signing s
     where (s.status = 'TERMINATED') <> exists (select from termination t where t.signing_id = s.id and t.status = 'TERMINATED')`,
  },
  'a void ended its signing, for the same reason': {
    zh: '作废应以相同原因结束签约',
    ids: `select t.id from termination t join signing s on s.id = t.signing_id
     where t.kind = 'VOID' and (t.status <> 'INVALIDATED' or s.status <> 'INVALIDATED'
       or s.invalidation_reason is distinct from t.invalidation_reason)`,
  },
  'what another process ended names it, at the same moment': {
    zh: '由解约结束的签约应注明该解约',
    ids: `select e.process_id as id from process_event e
     left join termination t on t.id = (e.data ->> 'terminationId')::uuid and t.signing_id = e.process_id and t.status_at = e.at
     where e.cause = 'PROCESS' and t.id is null`,
  },
  'the newest termination of a signing is the last that was asked for': {
    zh: '最新解约应为最后一次申请',
    ids: `select t.id from termination t
     where t.is_newest <> not exists (select from termination o
       where o.signing_id = t.signing_id and (o.applied_at, o.id) > (t.applied_at, t.id))`,
  },
  'a termination in review has one open task of its stage, others none': {
    zh: '审核中的解约应有且仅有一项本级待审',
    ids: `select t.id from termination t
     left join review_task r on r.process_id = t.id and r.decided_at is null
     where coalesce(r.stage || '_REVIEW', '') <> case when t.status like '%\\_REVIEW' and t.effective_at is null then t.status else '' end`,
  },
  'a signing shows whether a termination of it is open': {
    zh: '签约应标明是否有解约在办理',
    ids: `select s.id from signing s
     where s.terminating <> exists (select from termination t where t.signing_id = s.id and t.is_newest and t.status in ${open})`,
  },
  'the newest termination tells the tab of its signing': {
    zh: '签约状态应与最近一次解约一致',
    ids: `select t.id from termination t join signing s on s.id = t.signing_id
     where t.is_newest and t.kind <> 'VOID'
       and s.status <> case when t.status = 'TERMINATED' then 'TERMINATED' else 'SIGNED' end`,
  },
  'a destination made by an agreement is in force while the agreement is': {
    zh: '协议登记的去向应随协议有效',
    ids: `select d.id from destination d join signing s on s.id = d.signing_id
     where (d.voided_at is null) <> (s.status = 'SIGNED')`,
  },
};

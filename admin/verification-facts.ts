import type { PersonalData } from '../database/personal-data.ts';
import type { CaseSubmitter, VerificationCase } from '../database/queries/verification-case.ts';
import { regionName } from '../database/queries/regions.ts';
import { isUscc, maskPhone } from '../domain/identifiers.ts';
import { labelOf } from '../domain/vocabulary/term.ts';
import { unitTypes } from '../domain/vocabulary/unit-type.ts';
import { verificationStates } from '../domain/vocabulary/verification-state.ts';
import type { Fact } from './verification-view.ts';

/** What the unit typed when it submitted, each marked where the unit says something else today. */
export function unitFactsOf({ detail: { verification }, unit }: VerificationCase): Fact[] {
  const { employerName, uscc, unitType } = verification;
  const checked = isUscc(uscc);
  return [
    compared('单位名称', employerName, unit.name),
    {
      ...compared('统一社会信用代码', uscc, unit.uscc),
      check: { ok: checked, text: checked ? '校验码正确' : '校验码不正确' },
    },
    compared('单位类型', labelOf(unitTypes, unitType), labelOf(unitTypes, unit.unitType)),
    { label: '所在地区', value: regionName(unit.regionCode) },
    { label: '地址', value: unit.address },
    { label: '网址', value: unit.website ?? '—' },
    { label: '单位认证状态', value: labelOf(verificationStates, unit.verificationState) },
  ];
}

/** Who handed in and how to reach them; the phone leaves masked. */
export function submitterFactsOf(submitter: CaseSubmitter, { decrypt }: PersonalData): Fact[] {
  const { name, companyName, department, jobTitle, phoneEncrypted, officePhone, fax, email } = submitter;
  const facts: [string, string | null][] = [
    ['姓名', name],
    ['所填单位', companyName],
    ['部门与职务', [department, jobTitle].filter(Boolean).join(' ') || null],
    ['手机号', phoneEncrypted === null ? null : maskPhone(decrypt(phoneEncrypted))],
    ['办公电话', officePhone],
    ['传真', fax],
    ['邮箱', email],
  ];
  return facts.map(([label, value]) => ({ label, value: value ?? '—' }));
}

function compared(label: string, value: string, now: string): Fact {
  return value === now ? { label, value } : { label, value, now };
}

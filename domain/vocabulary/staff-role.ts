import { codesOf, type Term } from './term.ts';

/** What a member of the platform staff is there for; no role includes another. Source: api.md §8, design.md §8. */
export const staffRoles = [
  { code: 'REVIEWER', zh: '审核员', en: 'Reviewer' },
  { code: 'SUPERVISOR', zh: '主管', en: 'Supervisor' },
  { code: 'ADMINISTRATOR', zh: '系统管理员', en: 'Administrator' },
] as const satisfies readonly Term[];

/** A code of staffRoles. */
export type StaffRole = (typeof staffRoles)[number]['code'];

/** The codes of staffRoles, in its order. */
export const staffRoleCodes = codesOf(staffRoles);

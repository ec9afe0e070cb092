import { staffRoleCodes, type StaffRole } from '../domain/vocabulary/staff-role.ts';

/** Who sees what in the panel: a thing is not there at all for a role that is not named. Source: api.md §8. */
const readers = {
  verifications: staffRoleCodes,
  employers: staffRoleCodes,
  messages: staffRoleCodes,
  audit: ['SUPERVISOR', 'ADMINISTRATOR'],
  staff: ['ADMINISTRATOR'],
  units: staffRoleCodes,
  access: ['SUPERVISOR'],
  joining: ['REVIEWER', 'SUPERVISOR'],
  letters: ['REVIEWER', 'SUPERVISOR'],
  tasks: ['REVIEWER', 'SUPERVISOR'],
  cohorts: ['ADMINISTRATOR'],
  notices: ['ADMINISTRATOR'],
  schools: ['ADMINISTRATOR'],
  calendar: ['ADMINISTRATOR'],
  inbox: staffRoleCodes,
  invalidations: ['SUPERVISOR', 'ADMINISTRATOR'],
  reconciliation: ['SUPERVISOR', 'ADMINISTRATOR'],
  sending: staffRoleCodes,
  trail: ['SUPERVISOR', 'ADMINISTRATOR'],
} as const satisfies Record<string, readonly StaffRole[]>;

/** Something the panel shows, by its name in addresses. */
export type PanelThing = keyof typeof readers;

/** Whether a role sees a thing. */
export function maySee(role: StaffRole, thing: PanelThing): boolean {
  return (readers[thing] as readonly StaffRole[]).includes(role);
}

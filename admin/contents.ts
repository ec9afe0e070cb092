import type { Model, ModelClass } from 'objection';
import type { StaffCall } from '../commands/staff-press.ts';
import type { PersonalData } from '../database/personal-data.ts';
import type { StaffMember } from '../domain/staff.ts';
import type { StaffPageAct } from '../domain/staff-permissions.ts';
import type { StaffRole } from '../domain/vocabulary/staff-role.ts';
import type { Term } from '../domain/vocabulary/term.ts';
import type { PanelCall } from './calls.ts';
import type { PanelDependencies } from './dependencies.ts';

/** A column the panel may read; what is not listed here is never selected, filtered or sorted by. */
export interface PanelColumn {
  name: string;
  label: string;
  kind: 'text' | 'code' | 'instant' | 'number' | 'boolean';
  /** The labels of a code. */
  terms?: readonly Term[];
  /** An SQL expression over the table instead of a column of it; it is shown, not searched. */
  sql?: string;
  /** What is shown in place of the value, so that it leaves masked. */
  present?: (value: unknown, personalData: PersonalData) => string;
  /** Whether an index has the rows in its order, so that lists may be sorted by it. */
  isSorted?: true;
  /** How rows are found by a part of its text; only by the whole where nothing is said, as in a large table. */
  foundBy?: 'BEGINNING' | 'PART';
  /** Whether it stands only on the page of one row. */
  onlyInRow?: true;
}

/** Something a member does to one row; it runs on POST, never on GET, and calls a command. */
export interface PanelAct {
  label: string;
  roles: readonly StaffRole[];
  /** The component of admin/components that shows it. */
  component: string;
  run(member: StaffMember, rowId: string, payload: Record<string, unknown>): Promise<{ notice: string }>;
}

/** A table as the panel shows it: to read, and with acts that are commands. */
export interface PanelResource {
  /** Its name in addresses. */
  id: string;
  label: string;
  isSeenBy(role: StaffRole): boolean;
  model: ModelClass<Model>;
  columns: readonly PanelColumn[];
  /** The column that names a row. */
  title: string;
  /** The instant by which the newest row comes first. */
  newestBy: string;
  acts?: Readonly<Record<string, PanelAct>>;
}

/** A visit to a page: what its address asks for, and what commands need. */
export interface PageVisit {
  deps: PanelDependencies;
  query: Readonly<Record<string, string>>;
}

/** A press of a button on a page: what was typed, by which press, from where. */
export interface PagePress extends PageVisit, StaffCall {
  fields: Readonly<Record<string, string>>;
}

/** What came of a press; `shown` is told once and goes away again. */
export interface PageActOutcome {
  notice: string;
  shown?: readonly { label: string; value: string }[];
  /** Where the page is to go from here. */
  href?: string;
}

/** Something a member does on a page; it runs on POST, never on GET, and calls a command. */
export interface PageAct {
  /** What it is called in the audit, and by whose rules it is allowed; null where it touches nothing but what is one's own. */
  act: StaffPageAct | null;
  run(press: PagePress): Promise<PageActOutcome>;
}

/** A page of ours inside the panel, read by GET; its acts come by POST. */
export interface PanelPage {
  /** Its name in addresses. */
  id: string;
  label: string;
  /** What one does there, under its name on the first page. */
  note: string;
  isSeenBy(role: StaffRole): boolean;
  component: string;
  read(member: StaffMember, visit: PageVisit): Promise<object>;
  acts?: Readonly<Record<string, PageAct>>;
}

/** Everything the panel shows. */
export interface PanelContents {
  resources: readonly PanelResource[];
  pages: readonly PanelPage[];
  /** What the pages ask for beside AdminJS. */
  calls: readonly PanelCall[];
}

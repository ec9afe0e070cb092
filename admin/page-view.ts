/** A text, or a text that leads on; a badge is one that should be seen. */
export type Cell = string | { text: string; href?: string; badge?: 'WARNING' | 'GOOD' };

/** One thing to fill in. */
export interface PageField {
  name: string;
  label: string;
  kind: 'TEXT' | 'LONG_TEXT' | 'CHOICE';
  required?: boolean;
  hint?: string;
  value?: string;
  charactersMax?: number;
  choices?: readonly { code: string; label: string }[];
}

/** A button with what it asks for; `target` goes with it unseen. */
export interface PageForm {
  act: string;
  label: string;
  target?: Readonly<Record<string, string>>;
  fields?: readonly PageField[];
  /** What follows from it, said before it is done. */
  consequence?: string;
  isGrave?: boolean;
}

/** A line of a table. */
export interface PageRow {
  cells: readonly Cell[];
  forms?: readonly PageForm[];
}

/** The ways from a page of a table to the next one, and back to the first. */
export interface PageSteps {
  next?: string;
  first?: string;
}

/** A part of a page under a heading of its own. */
export interface PageSection {
  title: string;
  note?: string;
  facts?: readonly { label: string; value: Cell }[];
  table?: { columns: readonly string[]; rows: readonly PageRow[]; none: string; steps?: PageSteps };
  pictures?: readonly { src: string; label: string }[];
  forms?: readonly PageForm[];
}

/** What a page of ours shows; the component Desk draws it and knows nothing else. */
export interface PageView {
  title: string;
  intro?: string;
  warning?: string;
  back?: { href: string; label: string };
  /** Fields that narrow the page: they go into its address, so nothing of a person may be asked here. */
  search?: { fields: readonly PageField[]; button: string };
  sections: readonly PageSection[];
}

/** An instant as staff read it, in Shanghai: `2026-11-22 21:04:05`. */
export function shownInstant(at: string | null): string {
  if (at === null) return '';
  const shanghai = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
  return `${shanghai.slice(0, 10)} ${shanghai.slice(11, 19)}`;
}

/** Why something is done: asked for wherever it cannot be taken back. */
export const reasonField: PageField = {
  ...{ name: 'reason', label: '理由', kind: 'LONG_TEXT', required: true, charactersMax: 200 },
  hint: '写入操作记录，请勿填写证件号码、手机号等个人信息。',
};

import { rightRequests, type People } from '../support/right-requests.ts';

/** What the generated requests are mended with, so that they reach what lies behind the first checks. */
export interface Feed {
  /** A session's cookie or a token; none for nobody. */
  headers: Record<string, string>;
  /** Ids by the path they stand in, and by the parameter's name where that says enough. */
  paths: Record<string, string[]>;
  params: Record<string, string[]>;
  /** Agreements that anybody with the code may check. */
  agreements: { agreementNo: string; code: string }[];
  /** The version each record stands at. */
  seqs: Record<string, number>;
  /** Values of fields of bodies, by name. */
  fields: Record<string, unknown[]>;
  /** A right body by operation. */
  bodies: Record<string, object>;
}

/** The right bodies that the tests of wrong input are made from. */
export function bodiesOf({
  graduate,
  verification,
  fileId,
}: Pick<People, 'graduate' | 'verification' | 'fileId'>): Record<string, object> {
  const people = { graduate, verification, fileId, favoriteId: '' } as People;
  const rows = Object.entries(rightRequests).filter(([name]) => name !== 'post /api/v1/files');
  const bodies = rows.flatMap(([name, { body }]) => (body ? [[name, body(people)] as const] : []));
  // A name is given once, and all of them have one.
  const profile = { department: '部门', jobTitle: '职务', officePhone: '010-88886666', fax: '010-88886666' };
  return { ...Object.fromEntries(bodies), 'patch /api/v1/me': { ...profile, photoFileId: fileId } };
}

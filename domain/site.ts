import type { FilePurpose } from './vocabulary/file-purpose.ts';

/** What pages need to know of the platform itself, as its operator says it. Source: api.md §9. */
export interface Site {
  termsVersion: string;
  /** A page of this site, or of another. */
  termsUrl: string;
  supportPhone: string;
  supportHours: string;
  /** 查看示例: pictures of what is to be uploaded, by purpose. */
  exampleUrls: Readonly<Partial<Record<FilePurpose, string>>>;
}

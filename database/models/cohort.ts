import { Model } from 'objection';

/** 届别: a graduation year and the days between which its signings may begin. */
export class Cohort extends Model {
  static override tableName = 'cohort';
  static override idColumn = 'year';

  declare year: number;
  declare opensOn: string;
  declare closesOn: string;
}

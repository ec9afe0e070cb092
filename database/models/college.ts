import { Model } from 'objection';

/** 学院: a unit inside a school. */
export class College extends Model {
  static override tableName = 'college';

  declare id: string;
  declare schoolCode: string;
  declare name: string;
}

import { BaseProperty, BaseRecord, BaseResource, ForbiddenError } from 'adminjs';
import type { Filter, PropertyType, SupportedDatabasesType } from 'adminjs';
import type { Knex } from 'knex';
import type { Model, QueryBuilder } from 'objection';
import type { PersonalData } from '../database/personal-data.ts';
import type { PanelColumn, PanelResource } from './contents.ts';
import { narrow } from './narrow.ts';
import { readRowId, rowIdOf } from './row-id.ts';

/** Rows a list counts to; a table may have millions. */
const countMax = 10_000;

/** A list that takes longer is given up: the panel must not wear out the database that users work with. */
const readMsMax = 3_000;

const pageRowsMax = 100;
const offsetMax = 100_000;

/** What AdminJS is handed as a resource. */
export class PanelTable {
  readonly resource: PanelResource;
  readonly knex: Knex;
  readonly personalData: PersonalData;

  constructor(resource: PanelResource, { knex, personalData }: { knex: Knex; personalData: PersonalData }) {
    this.resource = resource;
    this.knex = knex;
    this.personalData = personalData;
  }
}

const types: Record<PanelColumn['kind'], PropertyType> = {
  text: 'string',
  code: 'string',
  instant: 'datetime',
  number: 'number',
  boolean: 'boolean',
};

class PanelProperty extends BaseProperty {
  readonly column: PanelColumn | undefined;

  constructor(path: string, column: PanelColumn | undefined, position: number) {
    super({ path, isId: column === undefined, position, type: column ? types[column.kind] : 'string' });
    this.column = column;
  }

  override isEditable(): boolean {
    return false;
  }

  override isSortable(): boolean {
    return this.column?.isSorted === true;
  }

  override availableValues(): string[] | null {
    return this.column?.terms?.map(({ code }) => code) ?? null;
  }
}

interface FindOptions {
  limit?: number;
  offset?: number;
  sort?: { sortBy?: string; direction?: 'asc' | 'desc' };
}

/** Rows of an Objection model as AdminJS reads them: the listed columns, in bounded pages; every write is refused. */
export class ReadOnlyResource extends BaseResource {
  readonly #table: PanelTable;
  readonly #properties: ReadonlyMap<string, PanelProperty>;

  static override isAdapterFor(given: unknown): boolean {
    return given instanceof PanelTable;
  }

  constructor(table: PanelTable) {
    super(table);
    this.#table = table;
    const columns = table.resource.columns.map((column, i) => new PanelProperty(column.name, column, i + 1));
    this.#properties = new Map([new PanelProperty('id', undefined, 0), ...columns].map((each) => [each.path(), each]));
  }

  override databaseName(): string {
    return 'platform';
  }

  override databaseType(): SupportedDatabasesType {
    return 'Postgres' as SupportedDatabasesType;
  }

  override id(): string {
    return this.#table.resource.id;
  }

  override properties(): BaseProperty[] {
    return [...this.#properties.values()];
  }

  override property(path: string): BaseProperty | null {
    return this.#properties.get(path) ?? null;
  }

  override async count(filter: Filter): Promise<number> {
    const { knex, resource } = this.#table;
    return readBriefly(knex, async (trx) => {
      const rows = this.#where(resource.model.query(trx).select(trx.raw('1')), filter).limit(countMax);
      const [row] = await trx.count<{ count: string }[]>('* as count').from(rows.toKnexQuery().as('counted'));
      return Number(row?.count ?? 0);
    });
  }

  override async find(filter: Filter, options: FindOptions): Promise<BaseRecord[]> {
    const { knex, resource } = this.#table;
    const asked = this.#properties.get(options.sort?.sortBy ?? '');
    const sortBy = asked?.isSortable() ? asked.path() : resource.newestBy;
    const direction = options.sort?.direction === 'asc' ? 'asc' : 'desc';
    // The key in the same direction: so the index has them too.
    const order = [sortBy, ...this.#idColumns()].map((column) => ({ column, order: direction }) as const);
    const rows = await readBriefly(knex, async (trx) =>
      this.#where(this.#rows(trx), filter)
        .orderBy(order)
        .limit(within(options.limit, pageRowsMax))
        .offset(within(options.offset, offsetMax)),
    );
    return rows.map((row) => this.#record(row));
  }

  override async findOne(rowId: string): Promise<BaseRecord | null> {
    const id = readRowId(rowId, this.#idColumns().length);
    if (id === undefined) return null;
    const row = await this.#rows(this.#table.knex).findById(id.length === 1 ? (id[0] as string) : [...id]);
    return row ? this.#record(row) : null;
  }

  override async findMany(rowIds: (string | number)[]): Promise<BaseRecord[]> {
    const records = await Promise.all(rowIds.slice(0, pageRowsMax).map((rowId) => this.findOne(String(rowId))));
    return records.filter((record) => record !== null);
  }

  override create(): never {
    throw new ForbiddenError('anyForbiddenError');
  }

  override update(): never {
    throw new ForbiddenError('anyForbiddenError');
  }

  override delete(): never {
    throw new ForbiddenError('anyForbiddenError');
  }

  #idColumns(): string[] {
    return [this.#table.resource.model.idColumn].flat();
  }

  #rows(knex: Knex): QueryBuilder<Model, Model[]> {
    const { resource } = this.#table;
    const columns = resource.columns.map(({ name, sql }) =>
      sql === undefined ? name : knex.raw(`${sql} as ??`, [name]),
    );
    return resource.model.query(knex).select(...this.#idColumns(), ...(columns as string[]));
  }

  #where(query: QueryBuilder<Model, Model[]>, filter: Filter): QueryBuilder<Model, Model[]> {
    for (const { path, value } of Object.values(filter.filters)) {
      const column = this.#properties.get(path)?.column;
      if (column && isFilter(column)) narrow(query, column, value);
    }
    return query;
  }

  #record(row: Model): BaseRecord {
    const values = row.toJSON() as Record<string, unknown>;
    const id = rowIdOf(this.#idColumns().map((column) => values[column]));
    const shown = this.#table.resource.columns.map(({ name, present }) => [
      name,
      present ? present(values[name], this.#table.personalData) : values[name],
    ]);
    return new BaseRecord({ id, ...Object.fromEntries(shown) }, this);
  }
}

/** Whether lists can be narrowed by a column. */
export function isFilter({ sql, onlyInRow }: PanelColumn): boolean {
  return sql === undefined && !onlyInRow;
}

function readBriefly<T>(knex: Knex, read: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  return knex.transaction(async (trx) => {
    await trx.raw(`set local statement_timeout = ${readMsMax}`);
    return read(trx);
  });
}

function within(value: number | undefined, max: number): number {
  return Math.min(Math.max(Math.trunc(Number(value) || 0), 0), max);
}

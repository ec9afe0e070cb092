import type { Knex } from 'knex';

/** Tables of the migration tool itself; they are no part of the schema. */
const toolTables = ['knex_migrations', 'knex_migrations_lock'];

/** Each kind of thing a schema is made of: a statement that answers `line`s in a stable order. */
const parts = [
  `select format('create table %I (%s%s%s);', c.relname, chr(10), string_agg(format('  %I %s%s%s', a.attname,
       format_type(a.atttypid, a.atttypmod),
       case when d.adbin is null then ''
         when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
         else ' default ' || pg_get_expr(d.adbin, d.adrelid) end,
       case when a.attnotnull then ' not null' else '' end), ',' || chr(10) order by a.attnum), chr(10)) as line
   from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   where c.relkind = 'r' and c.relname <> all(:toolTables) group by c.relname order by c.relname`,
  `select format('alter table %I add constraint %I %s;', c.relname, k.conname, pg_get_constraintdef(k.oid)) as line
   from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = 'public' and k.contype <> 'n' and c.relname <> all(:toolTables)
   order by c.relname, case k.contype when 'p' then 1 when 'u' then 2 when 'c' then 3 else 4 end, k.conname`,
  `select indexdef || ';' as line from pg_indexes i
   where schemaname = 'public' and tablename <> all(:toolTables)
     and not exists (select from pg_constraint k where k.conname = i.indexname) order by tablename, indexname`,
  `select pg_get_functiondef(p.oid) || ';' as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where n.nspname = 'public' order by p.proname`,
  `select pg_get_triggerdef(t.oid) || ';' as line from pg_trigger t where not t.tgisinternal order by t.tgname`,
  `select format('comment on column %I.%I is %L;', c.relname, a.attname, d.description) as line
   from pg_description d join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass
     join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
     join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public' order by c.relname, a.attname`,
];

/** The whole schema as SQL, the same text for the same schema: what `database/schema.sql` holds. */
export async function dumpSchema(knex: Knex): Promise<string> {
  const blocks: string[] = [];
  for (const part of parts) {
    const { rows } = await knex.raw<{ rows: { line: string }[] }>(part, { toolTables });
    if (rows.length > 0) blocks.push(rows.map(({ line }) => line).join('\n'));
  }
  return `-- Written by \`npm run schema\` from the migrations; a test holds the two together.\n\n${blocks.join('\n\n')}\n`;
}

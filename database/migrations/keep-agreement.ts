/** The function of the trigger that lets nobody change these columns of an agreement. */
export function keepingOfAgreement(columns: readonly string[]): string {
  const of = (row: string) => `(${columns.map((column) => `${row}.${column}`).join(', ')})`;
  return `create or replace function keep_agreement() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' or old.issued_at is not null
        or ${of('old')}
          is distinct from
          ${of('new')}
      then
        raise exception 'an agreement stays as it was signed' using errcode = 'restrict_violation', constraint = 'agreement_kept';
      end if;
      return new;
    end $$;`;
}

import { timingSafeEqual } from 'node:crypto';
import type { Knex } from 'knex';
import { DomainError } from '../domain/errors.ts';
import type { CodePurpose } from '../domain/vocabulary/code-purpose.ts';
import type { CodeDependencies, CommandDependencies } from './dependencies.ts';
import { codeHashOf } from './send-code.ts';

/** A code somebody typed, and what it has to be for. */
export interface TypedCode {
  /** The number or address, normalised. */
  recipient: string;
  purpose: CodePurpose;
  code: string;
  /** The field of the call it came in, as a JSON Pointer. */
  pointer?: string;
  /** For codes of one account alone. */
  accountId?: string;
}

const nothing = Buffer.alloc(32);

/**
 * Tries a code: the newest of its recipient and purpose, and of its account where only one may use it: what others ask for in the
 * meantime ends nothing. It costs one of its tries whether it is right or not, and it is
 * used by `spendCode` alone. Answers which code it was. Throws CODE_WRONG.
 */
export async function tryCode(
  deps: Pick<CommandDependencies, 'knex' | 'clock' | 'personalData'> & CodeDependencies,
  typed: TypedCode,
): Promise<string> {
  const { recipient, purpose, accountId = null, pointer = '/code' } = typed;
  const { rows } = await deps.knex.raw<{ rows: { id: string; codeHash: Buffer }[] }>(
    `update one_time_code c set tries = c.tries + 1
     where c.id = (select id from one_time_code where recipient_hash = :recipientHash and purpose = :purpose
           and account_id is not distinct from :accountId order by sent_at desc, id desc limit 1)
       and c.code_hash is not null and c.used_at is null and c.tries < :triesMax
       and c.expires_at > ${await deps.clock()}
     returning c.id, c.code_hash`,
    { purpose, accountId, recipientHash: deps.personalData.hash(recipient), triesMax: deps.oneTimeCodes.triesMax },
  );
  const [row] = rows;
  const isRight = timingSafeEqual(row?.codeHash ?? nothing, codeHashOf(deps, typed));
  if (!row || !isRight) throw codeWrong(pointer);
  return row.id;
}

/** Uses a code up, with whatever it allows, in one transaction. Throws CODE_WRONG when another call was faster. */
export async function spendCode(trx: Knex.Transaction, id: string, pointer = '/code'): Promise<void> {
  const spent = await trx('one_time_code')
    .where({ id })
    .whereNull('usedAt')
    .update({ usedAt: trx.raw('clock_timestamp()') });
  if (spent === 0) throw codeWrong(pointer);
}

/** CODE_WRONG with the field it came in. */
export function codeWrong(pointer = '/code'): DomainError {
  return new DomainError('CODE_WRONG', { errors: [{ pointer, code: 'WRONG_CODE' }] });
}

import type { Knex } from 'knex';
import type { FileDependencies } from '../commands/dependencies.ts';
import { holdBytes } from '../commands/hold-bytes.ts';
import type { Clock } from '../database/clock.ts';
import { isAbandoned } from '../database/queries/file-holders.ts';

const pageSizeMax = 200;

interface Abandoned {
  id: string;
  sha256: Buffer;
}

/**
 * Forgets pictures that were uploaded long ago and that nothing holds, with their bytes where nobody else uploaded the same; answers
 * how many. Throws FILES_UNAVAILABLE; may be ended and run again at any time.
 */
export async function forgetFiles(
  deps: { knex: Knex; clock: Clock } & FileDependencies,
  progress: () => void,
): Promise<number> {
  for (let forgotten = 0; ;) {
    const page = await abandonedOf(deps);
    for (const each of page) {
      progress();
      await forgetOne(deps, each);
    }
    forgotten += page.length;
    if (page.length < pageSizeMax) return forgotten;
  }
}

async function abandonedOf({ knex, clock }: { knex: Knex; clock: Clock }): Promise<Abandoned[]> {
  return knex('file as f')
    .whereRaw(isAbandoned('f', await clock()))
    .orderBy('f.created_at')
    .orderBy('f.id')
    .limit(pageSizeMax)
    .select<Abandoned[]>('f.id', 'f.sha256');
}

/** The bytes go before the row: what fails in between is done anew, and no bytes are left that nothing knows of. */
async function forgetOne({ knex, files }: { knex: Knex } & FileDependencies, { id, sha256 }: Abandoned): Promise<void> {
  await knex.transaction(async (trx) => {
    await holdBytes(trx, sha256);
    await trx('file').where({ id }).delete();
    if ((await trx('file').where({ sha256 }).first('id')) === undefined) await files.remove(sha256.toString('hex'));
  });
}

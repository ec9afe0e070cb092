import { parseArgs } from 'node:util';
import { makeFirstAdministrator, type FirstAdministrator } from '../commands/make-first-administrator.ts';
import { resetStaffAccess, type StaffReset } from '../commands/reset-staff-access.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../database/knex.ts';

/**
 * `npm run bootstrap -- --administrator NAME`: the first staff account of an install; `--reset NAME`: lets a member in again
 * who lost password or telephone. Both show a one-time password once.
 */
const usage = 'Usage: npm run bootstrap -- --administrator NAME\n       npm run bootstrap -- --reset NAME\n';

type Refusal = Exclude<(FirstAdministrator | StaffReset)['outcome'], 'MADE' | 'RESET'>;

const refusals: Record<Refusal, string> = {
  NAME_UNUSABLE: 'The name must have 3 to 32 small letters, digits, dots or dashes, a letter first. Example: li.na',
  NAME_TAKEN: 'Somebody else of the staff has this name. Choose another one.',
  NAME_UNKNOWN: 'Nobody of the staff has this name. Nothing was done.',
  ADMINISTRATOR_EXISTS: 'There is an administrator already. Nothing was done.',
};

function wishIn(args: string[]): { signInName: string; run: typeof makeFirstAdministrator | typeof resetStaffAccess } {
  const name = { type: 'string' } as const;
  try {
    const { administrator, reset } = parseArgs({ args, options: { administrator: name, reset: name } }).values;
    if (administrator !== undefined && reset === undefined)
      return { signInName: administrator, run: makeFirstAdministrator };
    if (reset !== undefined && administrator === undefined) return { signInName: reset, run: resetStaffAccess };
  } catch {
    // What cannot be read is told like what is missing.
  }
  process.stderr.write(usage);
  process.exit(64);
}

const { signInName, run } = wishIn(process.argv.slice(2));
const config = readConfig();
const knex = openDatabase(config.DATABASE_URL, { poolMax: 2 });
try {
  const done = await run(knex, signInName);
  if (done.outcome === 'MADE' || done.outcome === 'RESET') {
    const [origin] = config.PUBLIC_ORIGINS;
    process.stdout.write(`Sign-in name: ${signInName}
One-time password: ${done.oneTimePassword}

It is shown this once and holds for 24 hours. Sign in at ${origin}/admin; there it has to be changed. An administrator
has to set up an authenticator app as well.
`);
  } else {
    process.stderr.write(`${refusals[done.outcome]}\n`);
    process.exitCode = 1;
  }
} finally {
  await knex.destroy();
}

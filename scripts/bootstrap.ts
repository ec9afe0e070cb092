import { parseArgs } from 'node:util';
import { makeFirstAdministrator, type FirstAdministrator } from '../commands/make-first-administrator.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../database/knex.ts';

/** `npm run bootstrap -- --administrator NAME`: the first staff account of an install, with a password shown once. */
const usage = 'Usage: npm run bootstrap -- --administrator NAME\n';

const refusals: Record<Exclude<FirstAdministrator['outcome'], 'MADE'>, string> = {
  NAME_UNUSABLE: 'The name must have 3 to 32 small letters, digits, dots or dashes, a letter first. Example: li.na',
  NAME_TAKEN: 'Somebody else of the staff has this name. Choose another one.',
  ADMINISTRATOR_EXISTS: 'There is an administrator already. Nothing was done.',
};

function nameIn(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { administrator: { type: 'string' } } }).values.administrator;
  } catch {
    return undefined;
  }
}

const signInName = nameIn(process.argv.slice(2));
if (signInName === undefined) {
  process.stderr.write(usage);
  process.exit(64);
}
const config = readConfig();
const knex = openDatabase(config.DATABASE_URL, { poolMax: 2 });
try {
  const made = await makeFirstAdministrator(knex, signInName);
  if (made.outcome === 'MADE') {
    const [origin] = config.PUBLIC_ORIGINS;
    process.stdout.write(`Administrator: ${signInName}
One-time password: ${made.oneTimePassword}

It is shown this once. Sign in at ${origin}/admin; there it has to be changed, and an authenticator app set up.
`);
  } else {
    process.stderr.write(`${refusals[made.outcome]}\n`);
    process.exitCode = 1;
  }
} finally {
  await knex.destroy();
}

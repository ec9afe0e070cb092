import type { Knex } from 'knex';
import * as peopleAndUnits from './0001_people_and_units.ts';
import * as processes from './0002_processes.ts';
import * as signings from './0003_signings.ts';
import * as files from './0004_files.ts';
import * as sandboxBank from './0005_sandbox_bank.ts';
import * as staff from './0006_staff.ts';
import * as employerVerifications from './0007_employer_verifications.ts';
import * as panelIndexes from './0008_panel_indexes.ts';
import * as staffSecretsExpire from './0009_staff_secrets_expire.ts';
import * as reviewQueue from './0010_review_queue.ts';
import * as staffDesk from './0011_staff_desk.ts';
import * as terminations from './0012_terminations.ts';
import * as ground from './0013_ground.ts';
import * as agreements from './0014_agreements.ts';
import * as accounts from './0015_accounts.ts';
import * as messages from './0016_messages.ts';
import * as apiTokens from './0017_api_tokens.ts';
import * as reconciliation from './0018_reconciliation.ts';
import * as lettersAndBatches from './0019_letters_and_batches.ts';
import * as imports from './0020_imports.ts';
import * as lists from './0021_lists.ts';
import * as graduatesReturn from './0022_graduates_return.ts';
import * as namesInForce from './0023_names_in_force.ts';
import * as groundComesBack from './0024_ground_comes_back.ts';
import * as onePersonPerAccount from './0028_one_person_per_account.ts';
import * as verificationScope from './0029_verification_scope.ts';
import * as clearerAnswers from './0030_clearer_answers.ts';
import * as calendarOfStaff from './0031_calendar_of_staff.ts';
import * as accountNotices from './0032_account_notices.ts';
import * as messagesPutOff from './0034_messages_put_off.ts';
import * as keyedFingerprints from './0035_keyed_fingerprints.ts';
import * as schoolLists from './0036_school_lists.ts';
import * as agreementUnit from './0037_agreement_unit.ts';
import * as whatIsLookedUp from './0038_what_is_looked_up.ts';
import * as reviewersRetire from './0039_reviewers_retire.ts';
import * as groundIsTold from './0040_ground_is_told.ts';
import * as accountsOfAPerson from './0041_accounts_of_a_person.ts';
import * as filesAreForgotten from './0042_files_are_forgotten.ts';
import * as namesOnCases from './0043_names_on_cases.ts';
import * as whatAccountsHave from './0044_what_accounts_have.ts';
import * as graduatesToLookAfter from './0045_graduates_to_look_after.ts';
import * as bindingsOfAPerson from './0046_bindings_of_a_person.ts';
import * as agreementIndustry from './0047_agreement_industry.ts';

interface Migration {
  name: string;
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}

const migrations: Migration[] = [
  peopleAndUnits,
  processes,
  signings,
  files,
  sandboxBank,
  staff,
  employerVerifications,
  panelIndexes,
  staffSecretsExpire,
  reviewQueue,
  staffDesk,
  terminations,
  ground,
  agreements,
  accounts,
  messages,
  apiTokens,
  reconciliation,
  lettersAndBatches,
  imports,
  lists,
  graduatesReturn,
  namesInForce,
  groundComesBack,
  onePersonPerAccount,
  verificationScope,
  clearerAnswers,
  calendarOfStaff,
  accountNotices,
  messagesPutOff,
  keyedFingerprints,
  schoolLists,
  agreementUnit,
  whatIsLookedUp,
  reviewersRetire,
  groundIsTold,
  accountsOfAPerson,
  filesAreForgotten,
  namesOnCases,
  whatAccountsHave,
  graduatesToLookAfter,
  bindingsOfAPerson,
  agreementIndustry,
];

/** Every migration by name, in order: an explicit list, the same in every runner, with no folder scan. */
export const migrationSource: Knex.MigrationSource<Migration> = {
  getMigrations: () => Promise.resolve(migrations),
  getMigrationName: (migration) => migration.name,
  getMigration: (migration) => Promise.resolve(migration),
};

import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase } from '../../database/knex.ts';
import type { ActorRelation } from '../../domain/permissions.ts';
import { imageMediaTypes } from '../../domain/images.ts';
import { archiveReceiverTypeCodes } from '../../domain/vocabulary/archive-receiver-type.ts';
import { codePurposeCodes } from '../../domain/vocabulary/code-purpose.ts';
import { batchKindCodes } from '../../domain/vocabulary/batch-kind.ts';
import { batchOutcomeCodes } from '../../domain/vocabulary/batch-outcome.ts';
import { agreementStateCodes } from '../../domain/vocabulary/agreement-state.ts';
import { commandOutcomeCodes } from '../../domain/vocabulary/command-outcome.ts';
import { effectStatusCodes } from '../../domain/vocabulary/effect-status.ts';
import { eventCauseCodes } from '../../domain/vocabulary/event-cause.ts';
import { filePurposeCodes } from '../../domain/vocabulary/file-purpose.ts';
import { groundChangeKindCodes } from '../../domain/vocabulary/ground-change-kind.ts';
import { importKindCodes } from '../../domain/vocabulary/import-kind.ts';
import { favoriteImportOutcomeCodes, graduateImportOutcomeCodes } from '../../domain/vocabulary/import-outcome.ts';
import { invalidationOutcomeCodes } from '../../domain/vocabulary/invalidation-outcome.ts';
import { invalidationReasonCodes } from '../../domain/vocabulary/invalidation-reason.ts';
import { letterFindingCodes } from '../../domain/vocabulary/letter-finding.ts';
import { membershipStatusCodes } from '../../domain/vocabulary/membership-status.ts';
import { messageChannelCodes } from '../../domain/vocabulary/message-channel.ts';
import { paymentOutcomeCodes } from '../../domain/vocabulary/payment-outcome.ts';
import { processKindCodes } from '../../domain/vocabulary/process-kind.ts';
import { reconciliationClassCodes } from '../../domain/vocabulary/reconciliation-class.ts';
import { removalReasonCodes } from '../../domain/vocabulary/removal-reason.ts';
import { reviewDecisionCodes } from '../../domain/vocabulary/review-decision.ts';
import { reviewStageCodes } from '../../domain/vocabulary/review-stage.ts';
import { sexCodes } from '../../domain/vocabulary/sex.ts';
import { signingStatusCodes } from '../../domain/vocabulary/signing-status.ts';
import { staffRoleCodes } from '../../domain/vocabulary/staff-role.ts';
import { staffTaskKindCodes } from '../../domain/vocabulary/staff-task-kind.ts';
import { terminationApplicantCodes } from '../../domain/vocabulary/termination-applicant.ts';
import { terminationKindCodes } from '../../domain/vocabulary/termination-kind.ts';
import { terminationReasonCodes } from '../../domain/vocabulary/termination-reason.ts';
import { terminationStatusCodes } from '../../domain/vocabulary/termination-status.ts';
import { trainingModeCodes } from '../../domain/vocabulary/training-mode.ts';
import { userTypeCodes } from '../../domain/vocabulary/user-type.ts';
import { verificationMethodCodes } from '../../domain/vocabulary/verification-method.ts';
import { verificationScopeCodes } from '../../domain/vocabulary/verification-scope.ts';
import { verificationStateCodes } from '../../domain/vocabulary/verification-state.ts';
import { verificationStatusCodes } from '../../domain/vocabulary/verification-status.ts';
import { voidReasonCodes } from '../../domain/vocabulary/void-reason.ts';
import { createTestDatabase } from '../support/servers.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let knex: Knex;
beforeAll(async () => {
  database = await createTestDatabase();
  knex = openDatabase(database.url, { poolMax: 1 });
});
afterAll(async () => {
  await knex.destroy();
  await database.drop();
});

const relations: Record<ActorRelation, true> = {
  INVITER: true,
  INVITEE: true,
  COLLEGE: true,
  SCHOOL: true,
  MEMBER: true,
  STAFF: true,
  SYSTEM: true,
};
test('every closed list that the database checks is the list of the vocabulary', async () => {
  const { rows } = await knex.raw<{ rows: { name: string; rule: string }[] }>(
    `select conname as name, pg_get_constraintdef(oid) as rule from pg_constraint
     where connamespace = 'public'::regnamespace and contype = 'c' and pg_get_constraintdef(oid) ~ '^CHECK \\(\\([a-z_]+ = ANY'
     order by conname`,
  );
  const checked = rows.map(({ name, rule }) => [name, [...rule.matchAll(/'([^']+)'/g)].map(([, code]) => code)]);
  expect(Object.fromEntries(checked)).toEqual({
    account_user_type: userTypeCodes,
    archive_profile_receiver_type: archiveReceiverTypeCodes,
    // A document in force is no copy of one.
    agreement_copy_state: agreementStateCodes.filter((code) => code !== 'IN_FORCE'),
    command_actor_relation: Object.keys(relations),
    batch_kind: batchKindCodes,
    batch_row_outcome: batchOutcomeCodes,
    // What is not decided yet has no outcome: RECEIVED is an answer, never a row.
    command_outcome: commandOutcomeCodes.filter((code) => code !== 'RECEIVED'),
    direct_message_status: effectStatusCodes,
    effect_status: effectStatusCodes,
    employer_membership_status: membershipStatusCodes,
    employer_verification_letter_finding: letterFindingCodes,
    employer_verification_method: verificationMethodCodes,
    employer_verification_scope: verificationScopeCodes,
    employer_verification_state: verificationStateCodes,
    employer_verification_status: verificationStatusCodes,
    file_media_type: imageMediaTypes,
    file_purpose: filePurposeCodes,
    graduate_removal_reason: removalReasonCodes,
    graduate_sex: sexCodes,
    graduate_training_mode: trainingModeCodes,
    ground_change_kind: groundChangeKindCodes,
    import_kind: importKindCodes,
    // INVALID is one of both lists.
    import_row_outcome: [...new Set([...favoriteImportOutcomeCodes, ...graduateImportOutcomeCodes])],
    invalidation_batch_reason: invalidationReasonCodes,
    invalidation_row_outcome: invalidationOutcomeCodes,
    one_time_code_purpose: codePurposeCodes,
    process_event_cause: eventCauseCodes,
    process_kind: processKindCodes,
    reconciliation_check_code: reconciliationClassCodes,
    review_digest_status: effectStatusCodes,
    review_task_decision: reviewDecisionCodes,
    review_task_stage: reviewStageCodes,
    reviewer_level: reviewStageCodes,
    sandbox_message_channel: messageChannelCodes,
    // What is not known yet is no outcome of a row.
    sandbox_transfer_outcome: paymentOutcomeCodes.filter((code) => code !== 'PENDING'),
    signing_invalidation_reason: invalidationReasonCodes,
    signing_status: signingStatusCodes,
    staff_account_role: staffRoleCodes,
    staff_task_kind: staffTaskKindCodes,
    termination_applicant: terminationApplicantCodes,
    termination_file_side: terminationApplicantCodes.filter((code) => code !== 'SCHOOL'),
    termination_invalidation_reason: invalidationReasonCodes,
    termination_kind: terminationKindCodes,
    termination_reason: terminationReasonCodes,
    termination_status: terminationStatusCodes,
    termination_void_reason: voidReasonCodes,
  });
});

test('no list hides in a check of another form', async () => {
  const { rows } = await knex.raw<{ rows: { name: string }[] }>(
    `select conname as name from pg_constraint where connamespace = 'public'::regnamespace and contype = 'c'
       and pg_get_constraintdef(oid) ~ $$'[A-Z_]{3,}'$$ and pg_get_constraintdef(oid) !~ '^CHECK \\(\\([a-z_]+ = ANY'
     order by conname`,
  );
  // Rules between columns, each named after what it holds together; constraints.test.ts tries them.
  expect(rows.map(({ name }) => name)).toEqual([
    'account_person_of_graduates',
    'account_phone_unless_staff',
    'batch_of_unit',
    'batch_row_refused_with_code',
    'command_outcome_whole',
    'direct_message_ended',
    'effect_ended',
    'effect_message_unless_outward',
    'import_of_one_owner',
    'invalidation_row_told_by_command',
    'notification_about_one',
    'process_event_command_by_cause',
    'review_digest_ended',
    'reviewer_college_by_level',
    'signing_invalidated_with_reason',
    'signing_signed_has_number',
    'termination_answered_by',
    'termination_invalidated_with_reason',
    'termination_started_by_person',
    'termination_void_by_school',
    'termination_void_with_void_reason',
    'termination_with_reason',
  ]);
});

test('a school’s chains are made of the levels that there are', async () => {
  const { rows } = await knex.raw<{ rows: { rule: string }[] }>(
    `select pg_get_constraintdef(oid) as rule from pg_constraint where conname in ('school_signing_chain', 'school_termination_chain')`,
  );
  expect(rows).toHaveLength(2);
  for (const { rule } of rows) {
    const chains = [...rule.matchAll(/'\{([A-Z,]+)\}'/g)].map(([, chain = '']) => chain.split(','));
    expect(chains).toEqual([['COLLEGE'], ['SCHOOL'], ['COLLEGE', 'SCHOOL']]);
    expect(new Set(chains.flat())).toEqual(new Set(reviewStageCodes));
  }
});

import { apiTokenScopes } from './api-token-scope.ts';
import { agreementStates } from './agreement-state.ts';
import { archiveReceiverTypes } from './archive-receiver-type.ts';
import { bankFailureReasons } from './bank-failure-reason.ts';
import { batchKinds } from './batch-kind.ts';
import { batchOutcomes } from './batch-outcome.ts';
import { batchStatuses } from './batch-status.ts';
import { bindingReasons } from './binding-reason.ts';
import { codePurposes } from './code-purpose.ts';
import { cohortStates } from './cohort-state.ts';
import { commandOutcomes } from './command-outcome.ts';
import { destinationCategories } from './destination-category.ts';
import { dueKinds } from './due-kind.ts';
import { dueStates } from './due-state.ts';
import { educationLevels } from './education-level.ts';
import { effectStatuses } from './effect-status.ts';
import { eventCauses } from './event-cause.ts';
import { filePurposes } from './file-purpose.ts';
import { gbIndustrySections } from './gb-industry-section.ts';
import { graduateStates } from './graduate-state.ts';
import { groundChangeKinds } from './ground-change-kind.ts';
import { hints } from './hints.ts';
import { importKinds } from './import-kind.ts';
import { favoriteImportOutcomes, graduateImportOutcomes } from './import-outcome.ts';
import { importReasons } from './import-reason.ts';
import { importStatuses } from './import-status.ts';
import { industries } from './industry.ts';
import { invalidationOutcomes } from './invalidation-outcome.ts';
import { invalidationReasons } from './invalidation-reason.ts';
import { letterFindings } from './letter-finding.ts';
import { membershipStatuses } from './membership-status.ts';
import { messageChannels } from './message-channel.ts';
import { messageFailures } from './message-failure.ts';
import { paymentOutcomes } from './payment-outcome.ts';
import { positionCategories } from './position-category.ts';
import { processKinds } from './process-kind.ts';
import { reconciliationClasses } from './reconciliation-class.ts';
import { removalReasons } from './removal-reason.ts';
import { reviewCaseStates } from './review-case-state.ts';
import { reviewDecisions } from './review-decision.ts';
import { reviewReasons } from './review-reason.ts';
import { reviewStages } from './review-stage.ts';
import { sexes } from './sex.ts';
import { signingStatuses } from './signing-status.ts';
import { signingTabs } from './signing-tab.ts';
import { sizeBands } from './size-band.ts';
import { staffActs } from './staff-act.ts';
import { staffRoles } from './staff-role.ts';
import { staffTaskKinds } from './staff-task-kind.ts';
import { supplementReasons } from './supplement-reason.ts';
import { terminationApplicants } from './termination-applicant.ts';
import { terminationKinds } from './termination-kind.ts';
import { terminationReasons } from './termination-reason.ts';
import { terminationRuleNames } from './termination-rule.ts';
import { terminationStatuses } from './termination-status.ts';
import { trainingModes } from './training-mode.ts';
import { unitNatures } from './unit-nature.ts';
import { unitTypes } from './unit-type.ts';
import { userTypes } from './user-type.ts';
import { verificationMethods } from './verification-method.ts';
import { verificationRejectReasons } from './verification-reject-reason.ts';
import { verificationScopes } from './verification-scope.ts';
import { verificationStates } from './verification-state.ts';
import { verificationStatuses } from './verification-status.ts';
import { voidReasons } from './void-reason.ts';
import { waitingForParties } from './waiting-for.ts';
import { workbenchEntries } from './workbench-entry.ts';
import type { Term } from './term.ts';

/** Every closed list by its name, as GET /vocabulary answers it; not a barrel: code imports the one list it needs. Source: api.md §9. */
export const vocabulary = {
  userType: userTypes,
  codePurpose: codePurposes,
  unitNature: unitNatures,
  unitType: unitTypes,
  sizeBand: sizeBands,
  industry: industries,
  gbIndustrySection: gbIndustrySections,
  positionCategory: positionCategories,
  educationLevel: educationLevels,
  signingStatus: signingStatuses,
  signingTab: signingTabs,
  batchKind: batchKinds,
  batchStatus: batchStatuses,
  batchOutcome: batchOutcomes,
  terminationStatus: terminationStatuses,
  terminationKind: terminationKinds,
  terminationReason: terminationReasons,
  terminationApplicant: terminationApplicants,
  terminationRule: terminationRuleNames,
  voidReason: voidReasons,
  verificationStatus: verificationStatuses,
  verificationState: verificationStates,
  verificationScope: verificationScopes,
  verificationMethod: verificationMethods,
  verificationRejectReason: verificationRejectReasons,
  supplementReason: supplementReasons,
  bankFailureReason: bankFailureReasons,
  staffRole: staffRoles,
  membershipStatus: membershipStatuses,
  filePurpose: filePurposes,
  reviewStage: reviewStages,
  reviewReason: reviewReasons,
  reviewDecision: reviewDecisions,
  reviewCaseState: reviewCaseStates,
  dueState: dueStates,
  dueKind: dueKinds,
  workbenchEntry: workbenchEntries,
  invalidationReason: invalidationReasons,
  bindingReason: bindingReasons,
  trainingMode: trainingModes,
  waitingFor: waitingForParties,
  processKind: processKinds,
  eventCause: eventCauses,
  commandOutcome: commandOutcomes,
  effectStatus: effectStatuses,
  messageChannel: messageChannels,
  messageFailure: messageFailures,
  paymentOutcome: paymentOutcomes,
  agreementState: agreementStates,
  destinationCategory: destinationCategories,
  archiveReceiverType: archiveReceiverTypes,
  cohortState: cohortStates,
  staffAct: staffActs,
  graduateState: graduateStates,
  groundChangeKind: groundChangeKinds,
  removalReason: removalReasons,
  invalidationOutcome: invalidationOutcomes,
  apiTokenScope: apiTokenScopes,
  staffTaskKind: staffTaskKinds,
  reconciliationClass: reconciliationClasses,
  letterFinding: letterFindings,
  importKind: importKinds,
  importStatus: importStatuses,
  favoriteImportOutcome: favoriteImportOutcomes,
  graduateImportOutcome: graduateImportOutcomes,
  importReason: importReasons,
  sex: sexes,
  hints,
} as const satisfies Record<string, readonly Term[]>;

/** The workflows that Schedules start: what was left undelivered, what does not agree, what must not be kept, what is over, what is told outside a case. */
export const upkeepWorkflowTypes = {
  deliverLeftovers: 'deliverLeftovers',
  reconcile: 'reconcile',
  checkRules: 'checkRules',
  forgetBankData: 'forgetBankData',
  closeCohorts: 'closeCohorts',
  forgetExpired: 'forgetExpired',
  sendDigests: 'sendDigests',
  sendDirectMessages: 'sendDirectMessages',
  issueMissingAgreements: 'issueMissingAgreements',
} as const;

/** The Schedules and how often they run. Source: design.md §3, §5, §6. */
export const upkeepSchedules = [
  { id: 'deliver-leftovers', workflowType: upkeepWorkflowTypes.deliverLeftovers, everyMs: 10_000 },
  { id: 'reconcile', workflowType: upkeepWorkflowTypes.reconcile, everyMs: 3_600_000 },
  { id: 'check-rules', workflowType: upkeepWorkflowTypes.checkRules, everyMs: 86_400_000 },
  { id: 'forget-bank-data', workflowType: upkeepWorkflowTypes.forgetBankData, everyMs: 86_400_000 },
  // On the hour, so at midnight in Shanghai too, when the last day of a cohort is over.
  { id: 'close-cohorts', workflowType: upkeepWorkflowTypes.closeCohorts, everyMs: 3_600_000 },
  { id: 'forget-expired', workflowType: upkeepWorkflowTypes.forgetExpired, everyMs: 86_400_000 },
  { id: 'send-digests', workflowType: upkeepWorkflowTypes.sendDigests, everyMs: 900_000 },
  { id: 'send-direct-messages', workflowType: upkeepWorkflowTypes.sendDirectMessages, everyMs: 10_000 },
  { id: 'issue-missing-agreements', workflowType: upkeepWorkflowTypes.issueMissingAgreements, everyMs: 86_400_000 },
] as const;

/** The id of a Schedule. */
export type ScheduleId = (typeof upkeepSchedules)[number]['id'];

/** Schedules of earlier versions, which an engine that knew those may still have. */
export const retiredSchedules = ['restart-missing'] as const;

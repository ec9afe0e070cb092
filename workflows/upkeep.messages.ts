/** The workflows that Schedules start: what was left undelivered, what the engine lost or never made, what must not be kept, what is told outside a case. */
export const upkeepWorkflowTypes = {
  deliverLeftovers: 'deliverLeftovers',
  restartMissing: 'restartMissing',
  forgetBankData: 'forgetBankData',
  forgetExpired: 'forgetExpired',
  sendDigests: 'sendDigests',
  sendDirectMessages: 'sendDirectMessages',
  issueMissingAgreements: 'issueMissingAgreements',
} as const;

/** The Schedules and how often they run. Source: design.md §3, §5, §6. */
export const upkeepSchedules = [
  { id: 'deliver-leftovers', workflowType: upkeepWorkflowTypes.deliverLeftovers, everyMs: 10_000 },
  { id: 'restart-missing', workflowType: upkeepWorkflowTypes.restartMissing, everyMs: 3_600_000 },
  { id: 'forget-bank-data', workflowType: upkeepWorkflowTypes.forgetBankData, everyMs: 86_400_000 },
  { id: 'forget-expired', workflowType: upkeepWorkflowTypes.forgetExpired, everyMs: 86_400_000 },
  { id: 'send-digests', workflowType: upkeepWorkflowTypes.sendDigests, everyMs: 900_000 },
  { id: 'send-direct-messages', workflowType: upkeepWorkflowTypes.sendDirectMessages, everyMs: 10_000 },
  { id: 'issue-missing-agreements', workflowType: upkeepWorkflowTypes.issueMissingAgreements, everyMs: 86_400_000 },
] as const;

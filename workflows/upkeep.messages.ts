/** The workflows that Schedules start: what was left undelivered, and what the engine lost. */
export const upkeepWorkflowTypes = { deliverLeftovers: 'deliverLeftovers', restartMissing: 'restartMissing' } as const;

/** The Schedules and how often they run. Source: design.md §3, §5. */
export const upkeepSchedules = [
  { id: 'deliver-leftovers', workflowType: upkeepWorkflowTypes.deliverLeftovers, everyMs: 10_000 },
  { id: 'restart-missing', workflowType: upkeepWorkflowTypes.restartMissing, everyMs: 3_600_000 },
] as const;

/** What the upkeep Schedules need done. */
export interface UpkeepPorts {
  /** Pokes each process that has a command nobody decided for 10 s, and each batch that stands still; answers how many. */
  deliverLeftovers(): Promise<number>;
  /** Starts the workflow of each process that should have one and has none; answers how many. */
  restartMissing(): Promise<number>;
  /** Looks for what database and engine do not agree on, sets going what is safe; answers how many things people must look at. */
  reconcile(): Promise<number>;
  /** Holds the whole database against the rules that must always be true; answers how many things people must look at. */
  checkRules(): Promise<number>;
  /** Forgets accounts and amounts of verifications that ended 30 days ago; answers of how many. */
  forgetBankData(): Promise<number>;
  /** Closes the cohorts whose last day is over and that still have open signings; answers how many. */
  closeCohorts(): Promise<number>;
  /** Forgets sessions, limits, outbox, command bodies and pictures that nobody can need any more; answers how many rows. */
  forgetExpired(): Promise<number>;
  /** Tells reviewers of their new tasks by SMS, once a working day; answers how many messages went. */
  sendDigests(): Promise<number>;
  /** Sends SMS that are about no case; answers how many came to their end. */
  sendDirectMessages(): Promise<number>;
  /** Has the agreements made that nobody is making: signed before there were any, or given up; answers how many. */
  issueMissingAgreements(): Promise<number>;
}

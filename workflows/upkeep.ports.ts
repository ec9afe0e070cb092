/** What the upkeep Schedules need done. */
export interface UpkeepPorts {
  /** Pokes each process that has a command nobody decided for 10 s; answers how many. */
  deliverLeftovers(): Promise<number>;
  /** Starts the workflow of each process that should have one and has none; answers how many. */
  restartMissing(): Promise<number>;
  /** Forgets accounts and amounts of verifications that ended 30 days ago, and answers of how many; deletes sessions and codes that are over. */
  forgetBankData(): Promise<number>;
}

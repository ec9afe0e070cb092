/** The registered workflow types, by explicit name; histories in production know them by these names. */
export { batch } from './batch.workflow.ts';
export { employerVerification } from './employer-verification.workflow.ts';
export { imports } from './imports.workflow.ts';
export { invalidations } from './invalidations.workflow.ts';
export { signing } from './signing.workflow.ts';
export { termination } from './termination.workflow.ts';
export {
  checkRules,
  closeCohorts,
  deliverLeftovers,
  forgetBankData,
  forgetExpired,
  issueMissingAgreements,
  reconcile,
  restartMissing,
  sendDigests,
  sendDirectMessages,
} from './upkeep.workflow.ts';

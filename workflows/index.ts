/** The registered workflow types, by explicit name; histories in production know them by these names. */
export { employerVerification } from './employer-verification.workflow.ts';
export { signing } from './signing.workflow.ts';
export {
  deliverLeftovers,
  forgetBankData,
  forgetExpired,
  issueMissingAgreements,
  restartMissing,
  sendDigests,
  sendDirectMessages,
} from './upkeep.workflow.ts';

/** The registered workflow types, by explicit name; histories in production know them by these names. */
export { signing } from './signing.workflow.ts';
export { deliverLeftovers, restartMissing } from './upkeep.workflow.ts';

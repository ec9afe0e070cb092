import { heartbeat } from '@temporalio/activity';
import type { Engine } from '../commands/engine.ts';
import { createBatchPage } from './batches/page.ts';
import { decideOne } from './batches/review.ts';
import { sendOne } from './batches/signing.ts';
import { withCodedErrors } from './coded-errors.ts';
import { createDecideWaiting, deciderOf } from './decide-waiting.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { verificationDefinition } from './employer-verification/definition.ts';
import { createRemit } from './employer-verification/remit.ts';
import { createImportPage } from './import-page.ts';
import { createInvalidatePage } from './invalidate-page.ts';
import { createPerformEffect } from './perform-effect.ts';
import { createRemind } from './remind.ts';
import { signingDefinition } from './signing/definition.ts';
import { sendDirectMessages } from './send-direct-messages.ts';
import { createIssueAgreement } from './signing/issue-agreement.ts';
import { terminationDefinition } from './termination/definition.ts';
import { createUpkeep } from './upkeep.ts';

/** The activities of each task queue, by the names their ports give them. */
export function createActivities(deps: ActivityDependencies & { engine: Engine }) {
  const signing = signingDefinition(deps.personalData);
  const verification = verificationDefinition(deps.personalData);
  const termination = terminationDefinition(deps.personalData);
  const remindOfSigning = createRemind(deps, signing);
  const remindOfTermination = createRemind(deps, termination);
  return {
    processes: withCodedErrors(deps.log, {
      decideWaiting: createDecideWaiting(deps, {
        SIGNING: deciderOf(signing),
        EMPLOYER_VERIFICATION: deciderOf(verification),
        TERMINATION: deciderOf(termination),
      }),
      remindGraduate: remindOfSigning,
      remindReviewers: remindOfSigning,
      remindCounterparty: remindOfTermination,
      remindTerminationReviewers: remindOfTermination,
      remindStaff: createRemind(deps, verification),
    }),
    outside: withCodedErrors(deps.log, {
      perform: createPerformEffect(deps),
      remit: createRemit(deps),
      issueAgreement: createIssueAgreement(deps),
    }),
    bulk: withCodedErrors(deps.log, {
      ...createUpkeep(deps),
      ...createInvalidatePage(deps),
      ...createBatchPage(deps, { SIGNING: sendOne, REVIEW: decideOne }),
      ...createImportPage(deps),
      sendDirectMessages: () => sendDirectMessages(deps, heartbeat),
    }),
  };
}

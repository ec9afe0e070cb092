import { z } from 'zod';
import { dueKindCodes, type DueKind } from '../../domain/vocabulary/due-kind.ts';
import { signingStatusCodes } from '../../domain/vocabulary/signing-status.ts';
import { signingTabCodes, type SigningTab } from '../../domain/vocabulary/signing-tab.ts';
import { terminationStatusCodes } from '../../domain/vocabulary/termination-status.ts';
import { verificationStateCodes } from '../../domain/vocabulary/verification-state.ts';
import { workbenchEntryCodes } from '../../domain/vocabulary/workbench-entry.ts';
import { CalendarDate, CohortInQuery, CohortYear, IdOut, Instant } from './common.ts';

/** Which cohort the workbench is read for. */
export const WorkbenchQuery = z.strictObject({
  cohort: CohortInQuery.optional().describe('The default cohort of GET /cohorts unless told otherwise.'),
});

const counters = Object.fromEntries(signingTabCodes.map((tab) => [tab, z.int().min(0)])) as Record<
  SigningTab,
  z.ZodInt
>;

const totals = Object.fromEntries(dueKindCodes.map((kind) => [kind, z.int().min(0)])) as Record<DueKind, z.ZodInt>;

/** 工作台 */
export const Workbench = z
  .strictObject({
    cohort: CohortYear,
    counters: z.strictObject(counters).describe('Signings in each tab, of this cohort.'),
    dueSoon: z
      .array(
        z.strictObject({
          kind: z.enum(dueKindCodes),
          text: z.string(),
          dueAt: Instant.describe('Of who asks to join: since when the first does; there is no deadline.'),
          graduateName: z.string().nullable(),
          cohort: CohortYear.nullable(),
          signingId: IdOut.nullable(),
          terminationId: IdOut.nullable(),
          verificationId: IdOut.nullable(),
        }),
      )
      .describe(
        'What ends within 24 hours, and what waits for the unit; the soonest first, at most 20 of a kind. Terminations of every cohort.',
      ),
    dueSoonTotals: z.strictObject(totals).describe('How many there are of each kind, those that are not listed too.'),
    newestChanges: z
      .array(
        z.strictObject({
          at: Instant,
          signingId: IdOut,
          terminationId: IdOut.nullable().describe('Where it is the termination that changed.'),
          graduateName: z.string(),
          status: z.enum([...new Set([...signingStatusCodes, ...terminationStatusCodes])]),
          text: z.string(),
        }),
      )
      .describe('The newest statuses reached, of this cohort, newest first.'),
    verificationState: z.enum(verificationStateCodes),
    supplementAsked: z.boolean().describe('Whether material of the open verification is to be handed in anew.'),
    notices: z
      .array(
        z.strictObject({ id: IdOut, title: z.string(), text: z.string(), publishedAt: Instant, lastDay: CalendarDate }),
      )
      .describe('What the platform tells all units now, newest first.'),
    quickEntries: z
      .array(
        z.strictObject({
          code: z.enum(workbenchEntryCodes),
          text: z.string(),
          isOpen: z.boolean().describe('False while the unit is not verified.'),
        }),
      )
      .describe('The buttons of the guide.'),
  })
  .meta({ id: 'Workbench' });

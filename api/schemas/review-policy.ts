import { z } from 'zod';
import { noticeDaysMax, noTerminationRules } from '../../domain/termination-rules.ts';
import { reviewStageCodes } from '../../domain/vocabulary/review-stage.ts';
import { CalendarDate, wrong } from './common.ts';

const maxPerGraduateMax = 100;

/** The levels that review a kind of case, in order: the college, the school, or one of them. */
const Chain = z
  .array(z.enum(reviewStageCodes))
  .min(1)
  .superRefine((chain, ctx) => {
    if (chain.length > 0 && !['COLLEGE', 'SCHOOL', 'COLLEGE,SCHOOL'].includes(chain.join(',')))
      ctx.addIssue(wrong('WRONG_FORMAT'));
  });

const TerminationRules = z
  .strictObject({
    from: CalendarDate.nullable()
      .default(noTerminationRules.from)
      .describe('First day on which applications by consent are taken; null for no such day. Mediation has no period.'),
    until: CalendarDate.nullable().default(noTerminationRules.until).describe('Last such day.'),
    maxPerGraduate: z
      .int()
      .min(0)
      .max(maxPerGraduateMax)
      .nullable()
      .default(noTerminationRules.maxPerGraduate)
      .describe(
        'How many agreements of one graduate may be terminated by consent; null for any number. A mediation is always heard.',
      ),
    letterRequired: z
      .boolean()
      .default(noTerminationRules.letterRequired)
      .describe('Whether the applicant has to attach an image, of either kind.'),
    noticeDays: z
      .int()
      .min(0)
      .max(noticeDaysMax)
      .default(noTerminationRules.noticeDays)
      .describe('Approved sooner than so many days after the application, it takes effect at their end.'),
  })
  .superRefine(({ from, until }, ctx) => {
    if (from !== null && until !== null && until < from) ctx.addIssue({ ...wrong('OUT_OF_RANGE'), path: ['until'] });
  });

/** 审核设置 of a school. */
export const ReviewPolicy = z
  .strictObject({ signing: Chain, termination: Chain, terminationRules: TerminationRules })
  .meta({ id: 'ReviewPolicy' });

import type { Knex } from 'knex';
import type { ReviewChain } from '../../domain/reviews.ts';
import type { TerminationRules } from '../../domain/termination-rules.ts';
import { School } from '../models/school.ts';

/** What a school has decided for the cases that begin from now on. Source: api.md §8. */
export interface ReviewPolicy {
  signing: ReviewChain;
  termination: ReviewChain;
  terminationRules: TerminationRules;
}

/** Reads a school's policy. */
export async function findReviewPolicy(knex: Knex, schoolCode: string): Promise<ReviewPolicy> {
  const school = await School.query(knex).findById(schoolCode).throwIfNotFound();
  return {
    signing: school.signingChain,
    termination: school.terminationChain,
    terminationRules: {
      from: school.terminationFrom,
      until: school.terminationUntil,
      maxPerGraduate: school.terminationMaxPerGraduate,
      letterRequired: school.terminationLetterRequired,
      noticeDays: school.terminationNoticeDays,
    },
  };
}

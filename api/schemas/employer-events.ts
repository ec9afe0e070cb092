import { z } from 'zod';
import { signingStatusCodes } from '../../domain/vocabulary/signing-status.ts';
import { terminationStatusCodes } from '../../domain/vocabulary/termination-status.ts';
import { Id, IdOut, Instant, wholeNumber } from './common.ts';

const statuses = [...new Set<string>([...signingStatusCodes, ...terminationStatusCodes])];

/** Where to go on reading. */
export const EmployerEventQuery = z.strictObject({
  after: Id.optional().describe('The id of the last event read; without it from the oldest that is kept.'),
  limit: wholeNumber({ min: 1, max: 100 }).optional().describe('Events on a page; 20 unless told otherwise.'),
});

/** A change of a signing or termination of the unit. */
export const EmployerEvent = z
  .strictObject({
    id: IdOut,
    at: Instant,
    type: z.enum(statuses).describe('The status reached.'),
    signingId: IdOut,
    terminationId: IdOut.optional().describe('Set when it is a change of a termination.'),
    seq: z.int().min(1).describe('Of the signing or the termination, without gaps.'),
  })
  .meta({ id: 'EmployerEvent' });

/** A page of the feed. */
export const EmployerEvents = z.strictObject({
  items: z.array(EmployerEvent),
  nextCursor: z.string().nullable().describe('The `after` of the next page; null when there is no more for now.'),
});

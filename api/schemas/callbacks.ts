import { z } from 'zod';
import { bankReasonForm, paymentReferenceForm } from '../../domain/payments.ts';
import { paymentOutcomeCodes } from '../../domain/vocabulary/payment-outcome.ts';
import { Instant } from './common.ts';

/** What the bank tells of a payment; a repeat carries the same `eventId`. Source: api.md §5, docs/bank.md. */
export const BankCallback = z
  .strictObject({
    eventId: z.string().regex(/^[\w.:-]{1,64}$/),
    paymentReference: z.string().regex(paymentReferenceForm),
    outcome: z.enum(paymentOutcomeCodes).exclude(['PENDING']),
    occurredAt: Instant,
    reason: z.string().regex(bankReasonForm).optional(),
  })
  .meta({ id: 'BankCallback' });

/** The bank was heard; now, or before. */
export const BankCallbackTaken = z
  .strictObject({ status: z.enum(['RECORDED', 'REPEATED']) })
  .meta({ id: 'BankCallbackTaken' });

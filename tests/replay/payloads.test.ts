import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { invalidationReasonCodes } from '../../domain/vocabulary/invalidation-reason.ts';
import { messageTemplates } from '../../domain/vocabulary/messages.ts';
import { processKindCodes } from '../../domain/vocabulary/process-kind.ts';
import { signingStatusCodes } from '../../domain/vocabulary/signing-status.ts';
import { terminationStatusCodes } from '../../domain/vocabulary/termination-status.ts';
import { verificationStatusCodes } from '../../domain/vocabulary/verification-status.ts';
import { decoded, goldenHistories, type StoredEvent, type StoredHistory, type StoredPayload } from './histories.ts';

/*
 * What may be handed to Temporal, which keeps it in the clear: ids, codes and numbers. A payload at a place that is not named
 * here, or with a field more, fails. Source: design.md §6.
 */
const id = z.uuid();
const count = z.int().min(0);
const reminderKind = z.enum([
  ...(['HALF_TIME', 'LAST_DAY', 'LAST_HOURS', 'REVIEW_REMINDER', 'REVIEW_ESCALATION'] as const),
  ...(['DAY_5', 'DAY_10', 'DAY_14'] as const),
]);
const effectKey = {
  processId: id,
  seq: count,
  kind: z.union([
    reminderKind,
    z.enum(['REMIT', 'AGREEMENT']),
    z.enum(Object.keys(messageTemplates) as [string, ...string[]]),
    // What earlier versions told, and their histories name.
    z.literal('TERMINATION_INVALIDATED'),
  ]),
  recipient: z.string().regex(/^((account|graduate):[0-9a-f-]{36}|remittance:\d|document)$/),
};
const dueEffect = z.strictObject({ ...effectKey, dueInMs: count });
const status = z.enum([
  ...new Set([...signingStatusCodes, ...terminationStatusCodes, ...verificationStatusCodes, 'NOT_BEGUN']),
]);
const instant = z.strictObject({ seconds: count, nanos: count });
const nothing = z.undefined();

const activities: Record<string, { input: z.ZodType[]; result: z.ZodType }> = {
  decideWaiting: {
    input: [z.strictObject({ processId: id, knownSeq: count })],
    result: z.strictObject({
      status,
      seq: count,
      open: z.boolean(),
      wakeInMs: count.nullable(),
      reminders: z.array(z.strictObject({ kind: reminderKind, dueInMs: count })),
      effects: z.array(dueEffect),
    }),
  },
  perform: { input: [z.strictObject(effectKey)], result: nothing },
  remit: { input: [z.strictObject(effectKey)], result: nothing },
  issueAgreement: { input: [z.strictObject(effectKey)], result: nothing },
  ...Object.fromEntries(
    [
      ...['remindGraduate', 'remindReviewers', 'remindStaff'],
      ...['remindCounterparty', 'remindTerminationReviewers'],
    ].map((name) => [
      name,
      { input: [z.strictObject({ processId: id, seq: count, kind: reminderKind })], result: z.array(dueEffect) },
    ]),
  ),
  deliverLeftovers: { input: [], result: count },
  restartMissing: { input: [], result: count },
  reconcile: { input: [], result: count },
  checkRules: { input: [], result: count },
  forgetBankData: { input: [], result: count },
  closeCohorts: { input: [], result: count },
  invalidatePage: { input: [z.strictObject({ batchId: id })], result: z.enum(['MORE', 'PAUSED', 'DONE']) },
  goThroughBatchPage: { input: [z.strictObject({ batchId: id })], result: z.enum(['MORE', 'DONE']) },
  importPage: { input: [z.strictObject({ importId: id })], result: z.enum(['MORE', 'DONE']) },
  forgetExpired: { input: [], result: count },
  sendDigests: { input: [], result: count },
  sendDirectMessages: { input: [], result: count },
  issueMissingAgreements: { input: [], result: count },
};
const workflows: Record<string, { input: z.ZodType[]; result: z.ZodType }> = {
  signing: { input: [z.strictObject({ processId: id })], result: status },
  termination: { input: [z.strictObject({ processId: id })], result: status },
  employerVerification: { input: [z.strictObject({ processId: id })], result: status },
  deliverLeftovers: { input: [], result: count },
  restartMissing: { input: [], result: count },
  reconcile: { input: [], result: count },
  checkRules: { input: [], result: count },
  forgetBankData: { input: [], result: count },
  closeCohorts: { input: [], result: count },
  invalidations: { input: [z.strictObject({ batchId: id, pagesPerRun: count })], result: nothing },
  batch: { input: [z.strictObject({ batchId: id, pagesPerRun: count })], result: nothing },
  imports: { input: [z.strictObject({ importId: id, pagesPerRun: count })], result: nothing },
  forgetExpired: { input: [], result: count },
  sendDigests: { input: [], result: count },
  sendDirectMessages: { input: [], result: count },
  issueMissingAgreements: { input: [], result: count },
};
const updates: Record<string, { input: z.ZodType[]; result: z.ZodType }> = { act: { input: [id], result: nothing } };
const searchAttributes: Record<string, z.ZodType> = {
  AppKind: z.enum(processKindCodes),
  AppCohort: z.string().regex(/^20\d\d$/),
  // Set by the engine itself on what a Schedule starts.
  TemporalScheduledById: z.enum([
    'deliver-leftovers',
    'restart-missing',
    'reconcile',
    'check-rules',
    'forget-bank-data',
    'close-cohorts',
    'forget-expired',
    'send-digests',
    'send-direct-messages',
    'issue-missing-agreements',
  ]),
  TemporalScheduledStartTime: z.iso.datetime(),
};
const localActivityMark = z.strictObject({
  seq: count,
  attempt: count,
  activity_id: z.string().regex(/^\d+$/),
  activity_type: z.enum(['decideWaiting']),
  complete_time: instant,
  original_schedule_time: instant,
  backoff: z.null(),
});

type Attributes = Record<string, never> & {
  workflowType: { name: string };
  activityType: { name: string };
  scheduledEventId: string;
  acceptedEventId: string;
  acceptedRequest: { input: { name: string } };
  details: { data: { payloads: StoredPayload[] } };
};

/** The schema of the payload at a place of an event; throws where nothing may stand. */
function schemaAt(history: StoredHistory, event: StoredEvent, place: string): z.ZodType {
  const attributesOf = (of: StoredEvent | undefined) =>
    Object.entries(of ?? {}).find(([name]) => name.endsWith('EventAttributes'))?.[1] as Attributes;
  const eventWith = (eventId: string) => history.events.find((each) => each.eventId === eventId);
  const own = attributesOf(event);
  const [kind = '', ...rest] = place.split('.');
  const where = `${kind}.${rest.join('.').replace(/\d+$/, '')}`;
  const index = Number(/\d+$/.exec(place)?.[0] ?? 0);
  const known: Record<string, () => z.ZodType | undefined> = {
    'workflowExecutionStartedEventAttributes.input.payloads.': () => workflows[own.workflowType.name]?.input[index],
    'workflowExecutionCompletedEventAttributes.result.payloads.': () =>
      workflows[attributesOf(history.events[0]).workflowType.name]?.result,
    'workflowExecutionUpdateAcceptedEventAttributes.acceptedRequest.input.args.payloads.': () =>
      updates[own.acceptedRequest.input.name]?.input[index],
    'workflowExecutionUpdateCompletedEventAttributes.outcome.success.payloads.': () =>
      updates[attributesOf(eventWith(own.acceptedEventId)).acceptedRequest.input.name]?.result,
    'activityTaskScheduledEventAttributes.input.payloads.': () => activities[own.activityType.name]?.input[index],
    'activityTaskCompletedEventAttributes.result.payloads.': () =>
      activities[attributesOf(eventWith(own.scheduledEventId)).activityType.name]?.result,
    'markerRecordedEventAttributes.details.data.payloads.': () => localActivityMark,
    'markerRecordedEventAttributes.details.result.payloads.': () => activities['decideWaiting']?.result,
  };
  const attribute = /^workflowExecutionStartedEventAttributes\.searchAttributes\.indexedFields\.(\w+)$/.exec(
    place,
  )?.[1];
  const schema = attribute === undefined ? known[where]?.() : searchAttributes[attribute];
  if (!schema) throw new Error(`nothing may stand at ${place}`);
  return schema;
}

/** Every payload of an event, with the path to it. */
function payloadsOf(part: unknown, path: string[] = []): [place: string, payload: StoredPayload][] {
  if (typeof part !== 'object' || part === null) return [];
  const metadata = (part as { metadata?: { encoding?: string } }).metadata;
  if (metadata?.encoding !== undefined) return [[path.join('.'), part as StoredPayload]];
  return Object.entries(part).flatMap(([name, inner]) => payloadsOf(inner, [...path, name]));
}

/** What is wrong with the payloads of a history; empty when every one keeps its schema. */
function violationsIn(history: StoredHistory): string[] {
  return history.events.flatMap((event) =>
    payloadsOf(event).flatMap(([place, payload]) => {
      const { error } = schemaAt(history, event, place).safeParse(decoded(payload));
      return error ? [`${event.eventId} ${place}: ${z.prettifyError(error)}`] : [];
    }),
  );
}

describe('what Temporal is given are ids, codes and numbers, by a closed schema', () => {
  test.each(goldenHistories())('%s', (_, history) => {
    expect(history.events.flatMap((event) => payloadsOf(event)).length).toBeGreaterThan(0);
    expect(violationsIn(history)).toEqual([]);
  });

  test('a field more, a name instead of an id, or a payload at another place is noticed', () => {
    const name = Buffer.from(JSON.stringify('林晓雨')).toString('base64');
    const of = (say: (processId: unknown) => object) => {
      const history = structuredClone(goldenHistories().find(([each]) => each === 'declined')?.[1] as StoredHistory);
      const [first] = history.events;
      const [, payload] = payloadsOf(first)[0] ?? [];
      if (!first || !payload) throw new Error('no payload');
      const { processId } = decoded(payload) as { processId: string };
      payload.data = Buffer.from(JSON.stringify(say(processId))).toString('base64');
      return history;
    };
    expect(violationsIn(of((processId) => ({ processId, graduate: '林晓雨' })))).toHaveLength(1);
    expect(violationsIn(of(() => ({ processId: '林晓雨' })))).toHaveLength(1);
    const elsewhere = of((processId) => ({ processId }));
    elsewhere.events[0] = {
      ...(elsewhere.events[0] as StoredEvent),
      memo: { metadata: { encoding: name }, data: name },
    };
    expect(() => violationsIn(elsewhere)).toThrow('nothing may stand at memo');
  });
});

describe('what else of us stands in a history', () => {
  const everywhere = goldenHistories().flatMap(([, { events }]) => events.flatMap((event) => textsOf(event)));

  test('failures are codes', () => {
    const failures = everywhere.filter(([place]) => /failure\.message$/i.test(place)).map(([, text]) => text);
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.filter((text) => !/^[A-Z]\w+$/.test(text))).toEqual([]);
  });

  test('workflow and update ids are made of ids', () => {
    const ids = everywhere.filter(([place]) => /\.(workflowId|updateId)$/.test(place)).map(([, text]) => text);
    const form =
      /^((signing|termination|employer-verification|invalidations|batch|import):)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^(deliver-leftovers|restart-missing|reconcile|check-rules|forget-bank-data|close-cohorts|issue-missing-agreements|forget-expired|send-digests|send-direct-messages)-[0-9TZ:-]+$/;
    expect(ids.filter((text) => !form.test(text))).toEqual([]);
  });

  test('no letter of any Chinese text, no number of a person, no path of a machine', () => {
    const readable = goldenHistories().flatMap(([, { events }]) =>
      events.flatMap((event) => [
        JSON.stringify(event),
        ...payloadsOf(event).map(([, payload]) => JSON.stringify(decoded(payload)) ?? ''),
      ]),
    );
    expect(
      readable.filter((text) =>
        /\p{Script=Han}|(?<![\d-])1[3-9]\d{9}(?!\d)|\d{17}[\dX]|\/home\/|node_modules/u.test(text),
      ),
    ).toEqual([]);
    expect(invalidationReasonCodes.filter((code) => readable.some((text) => text.includes(code)))).toEqual([]);
  });
});

/** Every text of an event outside its payloads, with the path to it. */
function textsOf(part: unknown, path: string[] = []): [place: string, text: string][] {
  if (typeof part === 'string') return [[path.join('.'), part]];
  if (typeof part !== 'object' || part === null) return [];
  if ((part as { metadata?: { encoding?: string } }).metadata?.encoding !== undefined) return [];
  return Object.entries(part).flatMap(([name, inner]) => textsOf(inner, [...path, name]));
}

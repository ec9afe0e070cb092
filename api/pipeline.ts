import type { Context, Middleware } from 'koa';
import { z } from 'zod';
import type { ActAnswer } from '../commands/act.ts';
import { answerRepeat } from '../commands/answer-repeat.ts';
import { recallBatch, type BatchReceipt } from '../commands/batches.ts';
import { countTokenRequest } from '../commands/token-limits.ts';
import { fingerprintOf, type IdempotencyKey } from '../commands/inbox.ts';
import { DomainError } from '../domain/errors.ts';
import type { Actor } from '../domain/permissions.ts';
import { Binary } from './binary.ts';
import type { ApiDependencies } from './dependencies.ts';
import { fieldErrorsOf } from './field-errors.ts';
import { namesVersion, readIdempotencyKey, readIfMatch } from './middleware/act-headers.ts';
import { parseJsonBody, readRawBody } from './middleware/body.ts';
import { readForm } from './middleware/form.ts';
import { clientAddressOf } from './middleware/client-address.ts';
import type { Ctx } from './middleware/koa.ts';
import { languageOf } from './middleware/language.ts';
import { checkOrigin } from './middleware/origin.ts';
import { rateLimitHeaders, refuseUsedUp } from './middleware/rate-limit-headers.ts';
import { authenticate, checkUnitStands } from './middleware/session.ts';
import { invalid, RefusalWithHeaders } from './refusals.ts';
import { Reply, reply } from './reply.ts';
import { isActRoute, needsKey, type Before, type RequestFacts, type Route } from './route.ts';
import { CommandReceived, NoFields } from './schemas/common.ts';
import { sessionCookieName } from './session-cookie.ts';

/**
 * Runs one route. The order of the checks is part of the contract (api.md §1): origin, session, user type or scope,
 * membership, key present, thing, allowance, signature, key look-up, body, If-Match, state.
 */
export function middlewareOf(route: Route, deps: ApiDependencies): Middleware {
  return async (context) => {
    const ctx = context as Ctx;
    ctx.state.route = route.path;
    ctx.set('cache-control', route.cacheControl);
    const actor = await admit(route, deps, ctx);
    const key = needsKey(route) ? readIdempotencyKey(ctx) : null;
    const request = factsOf(ctx);
    const params = parsePath(route.params, context['params']);
    const before = { deps, actor, params, request };
    const thing = route.thing ? await found(route.thing(before)) : undefined;
    const entry = await route.enter?.(before);
    ctx.set({ ...entry?.headers });
    try {
      await respond(route, ctx, { before, thing, key });
    } finally {
      entry?.leave();
    }
  };
}

/** Reads the body, carries out what is asked for and answers. */
async function respond(
  route: Route,
  ctx: Ctx,
  { before, thing, key }: { before: Before<Actor | null, unknown>; thing: unknown; key: string | null },
): Promise<void> {
  const { deps, actor, request } = before;
  const rawBody = takesJson(route) ? await readRawBody(ctx) : Buffer.alloc(0);
  await route.checkSignature?.({ deps, header: (name) => ctx.get(name), rawBody });
  const idempotency = key === null ? null : { key, fingerprint: fingerprint(deps, ctx, rawBody) };
  if (actor && idempotency) {
    const repeat = await answerRepeat(deps, actor.accountId, idempotency);
    if (repeat) return send(ctx, route, deps, await answerAct(route, { deps, actor, request }, repeat));
    const batch = await recallBatch(deps.knex, actor.accountId, idempotency);
    if (batch) return send(ctx, route, deps, receiptOf({ id: batch, replayed: true }));
  }
  const query = parse(querySchemaOf(route), { ...ctx.query });
  const body = parse(route.body ?? NoFields, await givenBody(route, ctx, rawBody));
  const input = { ...before, thing, query, body, ...actParts(route, ctx, actor, idempotency) };
  if (idempotency) checkUnitStands(actor, route);
  const answer = await route.handle(input as Parameters<Route['handle']>[0]);
  if (actor && isActRoute(route))
    send(ctx, route, deps, await answerAct(route, { deps, actor, request }, answer as ActAnswer));
  else if (route.kind === 'batch') send(ctx, route, deps, receiptOf(answer as BatchReceipt));
  else send(ctx, route, deps, answer instanceof Reply ? answer : reply(firstStatus(route), answer));
}

async function admit(route: Route, deps: ApiDependencies, ctx: Context): Promise<Actor | null> {
  const { publicOrigins } = deps.settings;
  const cookie = ctx.cookies.get(sessionCookieName(publicOrigins));
  const authorization = ctx.get('authorization');
  // No page of another site can send this header unasked, so a token needs no origin.
  if (authorization === '') checkOrigin(ctx, publicOrigins, cookie !== undefined);
  const actor = await authenticate(deps, route, { cookie, authorization });
  if (actor?.userType === 'EMPLOYER' && actor.apiTokenId !== undefined)
    ctx.set(rateLimitHeaders(await countTokenRequest(deps.knex, actor.apiTokenId).catch(refuseUsedUp)));
  return actor;
}

async function found(thing: Promise<unknown>): Promise<unknown> {
  const there = await thing;
  if (there === undefined) throw new DomainError('NOT_FOUND');
  return there;
}

function factsOf(ctx: Ctx): RequestFacts {
  const [id, clientAddress] = [ctx.state.requestId, clientAddressOf(ctx)];
  const hasVersion = (etag: string) => namesVersion(ctx, etag);
  return { id, language: languageOf(ctx), clientAddress, origin: ctx.get('origin') || undefined, hasVersion };
}

function fingerprint({ personalData }: ApiDependencies, ctx: Context, rawBody: Buffer): Buffer {
  const { method, originalUrl: path } = ctx;
  const facts = { method, path, rawBody: rawBody.toString('latin1'), ifMatch: ctx.get('if-match') };
  return fingerprintOf(personalData, facts);
}

/** A path that cannot name anything names nothing. */
function parsePath(schema: z.ZodType | undefined, given: unknown): unknown {
  if (!schema) return {};
  const result = schema.safeParse({ ...(given as object) });
  if (!result.success) throw new DomainError('NOT_FOUND');
  return result.data;
}

function takesJson({ method, bodyType }: Route): boolean {
  return method !== 'get' && bodyType === 'application/json';
}

async function givenBody(route: Route, ctx: Ctx, rawBody: Buffer): Promise<unknown> {
  if (takesJson(route)) return parseJsonBody(ctx, rawBody);
  return route.bodyType === 'multipart/form-data' ? readForm(ctx) : {};
}

function querySchemaOf({ query, ignoresUnknownQuery }: Route): z.ZodType {
  const schema = query ?? NoFields;
  return ignoresUnknownQuery && schema instanceof z.ZodObject ? schema.strip() : schema;
}

function parse(schema: z.ZodType, given: unknown): unknown {
  const result = schema.safeParse(given);
  if (!result.success) throw invalid(...fieldErrorsOf(result.error.issues, given));
  return result.data;
}

function actParts(route: Route, ctx: Ctx, actor: Actor | null, idempotency: IdempotencyKey | null) {
  const { requestId } = ctx.state;
  const clientAddress = clientAddressOf(ctx);
  return {
    call: actor && idempotency ? { actor, idempotency, requestId, clientAddress } : undefined,
    expectedSeq: route.kind === 'decision' ? readIfMatch(ctx) : undefined,
  };
}

/** What the caller hears of an act: the record as it now stands, the refusal, or where to ask again. */
async function answerAct(
  route: Route,
  after: { deps: ApiDependencies; actor: Actor; request: RequestFacts },
  answer: ActAnswer,
): Promise<Reply> {
  const { commandId, processId, replayed } = answer;
  const headers = replayed ? { 'idempotency-replayed': 'true' } : {};
  switch (answer.outcome) {
    case 'SUCCEEDED': {
      if (!route.present) throw new Error(`${route.path} presents nothing`);
      return reply(firstStatus(route), await route.present({ ...after, processId }), headers);
    }
    case 'RECEIVED': {
      const location = `/api/v1/commands/${commandId}`;
      return reply(202, { commandId, status: 'RECEIVED' }, { ...headers, location });
    }
    case 'REFUSED':
      throw new RefusalWithHeaders(answer.refusal, headers, { ...answer.extra });
  }
}

/** A repeat hears what the first heard; how far it has come the batch itself tells. */
function receiptOf({ id, replayed }: BatchReceipt): Reply {
  return reply(202, { id, status: 'RUNNING' }, replayed ? { 'idempotency-replayed': 'true' } : {});
}

function firstStatus(route: Route): number {
  return Number(Object.keys(route.answers)[0]);
}

function send(ctx: Context, route: Route, deps: ApiDependencies, answer: Reply): void {
  const { status, body, headers } = answer;
  if (deps.settings.checkAnswers) checkAnswer(route, answer);
  ctx.status = status;
  const seq = (body as { seq?: unknown } | null | undefined)?.seq;
  if (typeof seq === 'number') ctx.set('etag', `"${seq}"`);
  ctx.set({ ...headers });
  // Koa makes 204 of an answer without a body whatever its status was.
  ctx.body = body ?? null;
  ctx.status = status;
}

/** For tests: what is answered must be what is documented. */
function checkAnswer(route: Route, { status, body, headers }: Reply): void {
  const schema = isActRoute(route) && status === 202 ? CommandReceived : route.answers[status];
  if (schema === undefined) throw new Error(`${route.path} does not document ${status}`);
  if (schema instanceof Binary) {
    const isDocumented = Buffer.isBuffer(body) && schema.mediaTypes.includes(headers['content-type'] ?? '');
    if (!isDocumented) throw new Error(`${route.path} documents other bytes`);
  }
  // The caller reads JSON, and so does the check.
  else if (schema !== null) schema.parse(JSON.parse(JSON.stringify(body)));
}

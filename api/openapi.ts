import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { productName } from './html.ts';
import { Binary } from './binary.ts';
import { isActRoute, needsKey, type Route } from './route.ts';
import { CommandReceived, Problem } from './schemas/common.ts';
import { scopesAdmitting } from './token-scopes.ts';

const session = 'session';
const token = 'token';

/** The OpenAPI 3.1 document of these routes, from the same schemas that validate requests and answers. */
export function openApiDocument(routes: readonly Route[]) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', session, {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-session',
    description:
      'Set by POST /api/v1/sessions. On plain http the name is `session_<port>`. Unsafe calls need an Origin header of the platform.',
  });
  registry.registerComponent('securitySchemes', token, {
    type: 'http',
    scheme: 'bearer',
    description: 'A token of POST /api/v1/employer/api-tokens, for systems of an employer; no Origin header.',
  });
  for (const route of routes) if (route.documented) registry.registerPath(operation(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: `${productName} Graduate signing platform`,
      version: '1',
      description:
        'Errors are problem documents (RFC 9457) with a `code` of /docs/errors, in Chinese or English by Accept-Language.',
    },
    servers: [{ url: '/' }],
  });
}

function operation(route: Route): RouteConfig {
  const { method, path, summary, description, tag, params, query, body, bodyType } = route;
  const request = {
    ...(params ? { params: params as z.ZodObject } : {}),
    ...(query ? { query: query as z.ZodObject } : {}),
    ...(needsKey(route) ? { headers: headersOf(route) } : {}),
    ...(body ? { body: { required: true, content: { [bodyType]: { schema: body } } } } : {}),
  };
  return {
    ...{ method, path, summary, request },
    ...(description === undefined ? {} : { description }),
    tags: [tag],
    operationId: operationId(method, path),
    ...(route.access === 'OPEN' ? {} : { security: securityOf(route) }),
    responses: responsesOf(route),
  };
}

/** A session, or a token with any one of the scopes that let it in. */
function securityOf(route: Route) {
  const scopes = scopesAdmitting(route);
  return [{ [session]: [] }, ...scopes.map((scope) => ({ [token]: [scope] }))];
}

/** `post /api/v1/employer/signings/{signingId}/withdraw` → `postEmployerSigningsSigningIdWithdraw`. */
function operationId(method: string, path: string): string {
  const words = path.replace('/api/v1', '').split(/[^A-Za-z0-9]+/);
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function headersOf(route: Route): z.ZodObject {
  const key = z.string().regex(/^[\x21-\x7e]{1,64}$/);
  const shape = { 'Idempotency-Key': key.describe('Your own, new for each act; a repeat is answered like the first.') };
  if (route.kind !== 'decision') return z.object(shape);
  return z.object({ ...shape, 'If-Match': z.string().describe('`"<seq>"` of the record as you saw it.') });
}

function responsesOf(route: Route): RouteConfig['responses'] {
  const answers = Object.entries(route.answers).map(([status, schema]) => [
    status,
    answerOf(schema, isActRoute(route)),
  ]);
  const received = {
    description: 'Received; the engine could not be reached in time, and the act will be decided.',
    headers: { Location: { schema: { type: 'string' as const }, description: 'Where to ask what became of it.' } },
    content: { 'application/json': { schema: CommandReceived } },
  };
  return {
    ...Object.fromEntries(answers),
    ...(isActRoute(route) ? { 202: received } : {}),
    default: { description: 'A refusal or failure.', content: { 'application/problem+json': { schema: Problem } } },
  };
}

function answerOf(schema: Route['answers'][number] | undefined, isAct: boolean) {
  if (!schema) return { description: 'Done.' };
  if (schema instanceof Binary) return { description: 'The bytes.', content: bytesAs(schema.mediaTypes) };
  const etag = { ETag: { schema: { type: 'string' as const }, description: '`"<seq>"`' } };
  return {
    description: 'The answer.',
    ...(isAct ? { headers: etag } : {}),
    content: { 'application/json': { schema } },
  };
}

/** OpenAPI 3.1 describes bytes by their media type alone. */
function bytesAs(mediaTypes: readonly string[]) {
  return Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema: {} }]));
}

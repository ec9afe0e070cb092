import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Response, Test } from 'supertest';
import { openApiDocument } from '../../api/openapi.ts';
import { needsKey, type Route } from '../../api/route.ts';
import { allRoutes } from '../../api/routes/all.ts';
import { startApi, testOrigin, type SignedIn, type TestApi } from '../support/api.ts';
import { bankCallbackKey } from '../support/bank-caller.ts';
import { documentedBody, documentedQuery, withValue, type Body } from '../support/documented-fields.ts';
import { signedInAs } from '../support/factories.ts';
import { memoryFiles } from '../support/memory-files.ts';
import {
  buildPeople,
  nobodyInBodies,
  nobodys,
  rightRequests,
  type NamedInBodies,
  type People,
} from '../support/right-requests.ts';
import { bring, pathOf, rowOf, takesForm, withActHeaders } from '../support/right-calls.ts';
import { tooLongOf, wrongInBody, wrongInForm, wrongInQuery } from '../support/wrong-values.ts';

let api: TestApi;
let mine: People;
let theirs: People;
/** People whose things are used up by right calls about them. */
let others: People;
let callers: Callers;
let otherCallers: Callers;

beforeAll(async () => {
  // The rows of the files here have no bytes of their own.
  const files = { ...memoryFiles(), get: async () => Buffer.from('a file') };
  api = await startApi({ files, settings: { bankCallbackKeys: [bankCallbackKey] } });
  [mine, theirs, others] = [await buildPeople(api), await buildPeople(api), await buildPeople(api)];
  [callers, otherCallers] = [await callersOf(mine), await callersOf(others)];
});
afterAll(() => api.stop());

/** Who calls: each kind of user, and the school's own reviewer, who may make every call about the school. */
type Callers = Record<'EMPLOYER' | 'GRADUATE' | 'REVIEWER' | 'SCHOOL', SignedIn>;

async function callersOf({ employer, graduate }: People): Promise<Callers> {
  const { collegeReviewer, schoolReviewer } = graduate.school;
  return {
    EMPLOYER: await signedInAs(api, employer.accountId),
    GRADUATE: await signedInAs(api, graduate.accountId),
    REVIEWER: await signedInAs(api, collegeReviewer ?? ''),
    SCHOOL: await signedInAs(api, schoolReviewer),
  };
}

/** What is sent wrong, and must not come back. */
const echoes = new RegExp(`NOBODY_LISTED|no-id|seven|${tooLongOf}`);

const named = (route: Route) => `${route.method} ${route.path}`;
const isUnsafe = ({ method }: Route) => method !== 'get';
/** Pages and health, which browsers and probes call with fields of their own. */
const isForPeople = ({ documented, path }: Route) => !documented || path.startsWith('/health/');
const unsafe = allRoutes.filter(isUnsafe).map((route) => [named(route), route] as const);
const every = allRoutes.map((route) => [named(route), route] as const);
const guarded = every.filter(([, { access }]) => access !== 'OPEN');
const document = openApiDocument(allRoutes);

/** A request by whoever may make it, with the headers it needs. */
function rightCaller(route: Route, path = pathOf(route, mine), by = callers): Test {
  const { access, method } = route;
  if (access === 'OPEN') return withActHeaders(route, api.call(method, path), mine.seq);
  const type = access === 'SIGNED_IN' ? 'GRADUATE' : access;
  return withActHeaders(route, by[route.path.startsWith('/api/v1/school/') ? 'SCHOOL' : type](method, path), mine.seq);
}

/** The right body; an empty one for routes that take none. */
const rightBody = (route: Route): Body => ({ ...rowOf(route).body?.(mine) });

/** The right bodies of a route, one of each variant, made when a test sends one; some routes take none. */
function rightBodies(route: Route): ((of: NamedInBodies) => Body)[] {
  const { body, variants = [] } = rowOf(route);
  return [body, ...variants].map((make) => (of) => ({ ...make?.(of) }));
}

/** What every refusal must be, whatever it is about. */
function expectRefusal(answer: Response, status: number, code: string): void {
  expect([answer.status, (answer.body as { code?: string }).code]).toEqual([status, code]);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ requestId: answer.headers['x-request-id'], detail: expect.any(String) });
  expect(answer.text).not.toMatch(/node_modules|\.ts:\d|Error:/);
  for (const { name, idNumber } of [theirs.graduate, mine.graduate]) {
    expect(answer.text).not.toContain(name);
    expect(answer.text).not.toContain(idNumber);
  }
  expect(answer.text).not.toContain(theirs.employer.name);
}

function expectFieldError(answer: Response, pointer: string, code: string): void {
  expectRefusal(answer, 422, 'VALIDATION_FAILED');
  expect(answer.body.errors).toEqual([{ pointer, code, detail: expect.any(String) }]);
}

test('every route has its row, and every row its route', () => {
  expect(Object.keys(rightRequests).sort()).toEqual(every.map(([name]) => name).sort());
  for (const [name, { params, body }] of every) {
    expect([name, rightRequests[name]?.params !== undefined]).toEqual([name, params !== undefined]);
    expect([name, rightRequests[name]?.body !== undefined]).toEqual([name, body !== undefined]);
  }
});

describe.each(guarded)('%s, called by somebody else:', (_, route) => {
  test('without a session it is SIGNED_OUT', async () => {
    const request = withActHeaders(route, api.call(route.method, pathOf(route, mine)), mine.seq).set(
      'origin',
      testOrigin,
    );
    expectRefusal(await request, 401, 'SIGNED_OUT');
  });

  test('with a bearer token nobody made it is SIGNED_OUT', async () => {
    expectRefusal(await rightCaller(route).set('authorization', 'Bearer abc'), 401, 'SIGNED_OUT');
  });

  const otherTypes = (['EMPLOYER', 'GRADUATE', 'REVIEWER'] as const).filter(
    (type) => route.access !== 'SIGNED_IN' && type !== route.access,
  );
  for (const type of otherTypes)
    test(`signed in as ${type} it is WRONG_USER_TYPE`, async () => {
      expectRefusal(await callers[type](route.method, pathOf(route, mine)), 403, 'WRONG_USER_TYPE');
    });
});

const named404 = every.filter(([, { params, documented }]) => params !== undefined && documented);
describe.each(named404)('%s, about something else:', (_, route) => {
  // Anybody may check an agreement who has its code, so there is nothing there that is one's own.
  if (route.access !== 'OPEN')
    test("one's own is found, so that a missing one tells something", async () => {
      const request = rightCaller(route, pathOf(route, others), otherCallers);
      const { status } = await bring(route, request, rightBody(route));
      expect([status === 404, status < 500]).toEqual([false, true]);
    });

  test("other people's is NOT_FOUND, the same as what is not there", async () => {
    const answers = [
      await rightCaller(route, pathOf(route, theirs)),
      await rightCaller(route, pathOf(route, nobodys(mine))),
    ];
    for (const answer of answers) expectRefusal(answer, 404, 'NOT_FOUND');
    const [a, b] = answers.map(({ body }) => ({ ...body, requestId: '' }));
    expect(a).toEqual(b);
  });

  test.each(['1', '%00', '..%2f..', "'or'1'='1"])('the id %s is NOT_FOUND', async (id) => {
    const path = route.path.replace(/\{\w+\}/, id);
    expectRefusal(await rightCaller(route, path), 404, 'NOT_FOUND');
  });
});

describe.each(unsafe)('%s, with a wrong body:', (_, route) => {
  const ownType = takesForm(route) ? 'multipart/form-data; boundary=b' : 'application/json';
  const [malformed, tooLarge] = takesForm(route)
    ? (['MALFORMED_MULTIPART', 'FILE_TOO_LARGE'] as const)
    : (['MALFORMED_JSON', 'BODY_TOO_LARGE'] as const);

  test.each(['{"a": ', '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n'])('%j is malformed', async (body) => {
    expectRefusal(await rightCaller(route).set('content-type', ownType).send(body), 400, malformed);
  });

  test('6 MB are too large', async () => {
    const huge = takesForm(route) ? { file: Buffer.alloc(6_000_000) } : { remarks: 'x'.repeat(6_000_000) };
    expectRefusal(await bring(route, rightCaller(route), { ...rightBody(route), ...huge }), 413, tooLarge);
  });

  test.each(['text/xml', takesForm(route) ? 'application/json' : 'multipart/form-data; boundary=b'])(
    'another content type, %s, is UNSUPPORTED_MEDIA_TYPE',
    async (type) => {
      const answer = await rightCaller(route)
        .set('content-type', type)
        .send(JSON.stringify(rightBody(route)));
      expectRefusal(answer, 415, 'UNSUPPORTED_MEDIA_TYPE');
    },
  );

  test('from a foreign origin it is ORIGIN_NOT_ALLOWED', async () => {
    const request = rightCaller(route).set('origin', 'https://evil.example');
    expectRefusal(await bring(route, request, rightBody(route)), 403, 'ORIGIN_NOT_ALLOWED');
  });

  test('an unknown field is named', async () => {
    const answer = await bring(route, rightCaller(route), { ...rightBody(route), nobodyKnows: 1 });
    expectFieldError(answer, '/nobodyKnows', 'UNKNOWN_FIELD');
  });

  if (!takesForm(route))
    test.each(['[]', '7', '"text"', 'null'])('%s is no object', async (body) => {
      const answer = await rightCaller(route).set('content-type', ownType).send(body);
      expectFieldError(answer, '', 'WRONG_TYPE');
    });

  const wrongIn = takesForm(route) ? wrongInForm : wrongInBody;
  describe.each(rightBodies(route).map((bodyOf) => [variantOf(bodyOf(nobodyInBodies)), bodyOf] as const))(
    '%s',
    (_, bodyOf) => {
      const fields = documentedBody(document, route, bodyOf(nobodyInBodies));
      const wrong = fields.flatMap(({ field, schema, required }) => wrongIn(field, schema, required));
      for (const { field, value, code } of wrong)
        test(`${field} = ${short(value)} is ${code}`, async () => {
          const answer = await bring(route, rightCaller(route), withValue(bodyOf(mine), field, value));
          expectFieldError(answer, `/${field}`, code);
          expect(answer.text).not.toMatch(echoes);
        });

      const texts = fields.filter(({ schema }) => schema.type === 'string');
      for (const { field } of texts)
        test(`${field} with characters no database takes is no fault of ours`, async () => {
          for (const text of ['a\u0000b', '\ud800']) {
            const answer = await bring(route, rightCaller(route), withValue(bodyOf(mine), field, text));
            expect(answer.status).toBeLessThan(500);
          }
        });
    },
  );
});

describe.each(every)('%s, with a wrong query:', (_, route) => {
  test(`an unknown field is ${isForPeople(route) ? 'ignored' : 'named'}`, async () => {
    const request = rightCaller(route).query({ nobodyKnows: 1 });
    const answer = await (isUnsafe(route) ? bring(route, request, rightBody(route)) : request);
    if (isForPeople(route)) expect(answer.status).toBe((await rightCaller(route)).status);
    else expectFieldError(answer, '/nobodyKnows', 'UNKNOWN_FIELD');
  });

  const wrong = queryFieldsOf(route).flatMap(({ field, schema }) => wrongInQuery(field, schema));
  for (const { field, value, code } of wrong)
    test(`${field} = ${short(value)} is ${code}`, async () => {
      const answer = await rightCaller(route).query({ [field]: value });
      expectFieldError(answer, `/${field}`, code);
      expect(answer.text).not.toMatch(echoes);
    });
});

describe.each(every.filter(([, route]) => needsKey(route)))('%s, without what an act needs:', (_, route) => {
  test.each(['', 'has space', 'k'.repeat(65)])('the key %j is IDEMPOTENCY_KEY_REQUIRED', async (key) => {
    const request = rightCaller(route).send(rightBody(route)).unset('idempotency-key');
    const answer = await (key === '' ? request : request.set('idempotency-key', key));
    expectRefusal(answer, 400, 'IDEMPOTENCY_KEY_REQUIRED');
  });
});

describe.each(every.filter(([, { kind }]) => kind === 'decision'))('%s, without the version:', (_, route) => {
  test('no If-Match is PRECONDITION_REQUIRED', async () => {
    const answer = await rightCaller(route).unset('if-match').send(rightBody(route));
    expectRefusal(answer, 428, 'PRECONDITION_REQUIRED');
  });

  test.each(['"1"', '"999"', '2', 'W/"2"', '*', '"x"', `"${'9'.repeat(40)}"`])(
    'If-Match: %s is RECORD_CHANGED',
    async (version) => {
      const answer = await rightCaller(route).set('if-match', version).send(rightBody(route));
      expectRefusal(answer, 412, 'RECORD_CHANGED');
    },
  );
});

/** What a variant of a body is called in the names of tests. */
function variantOf({ method, decision }: Body): string {
  return String(method ?? decision ?? 'the body');
}

function queryFieldsOf(route: Route) {
  return documentedQuery(document, route);
}

function short(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 24);
}

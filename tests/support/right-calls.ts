import { randomUUID } from 'node:crypto';
import type { Test } from 'supertest';
import { needsKey, type Route } from '../../api/route.ts';
import { signedByBank } from './bank-caller.ts';
import type { Body } from './documented-fields.ts';
import { rightRequests, type People, type RightRequest } from './right-requests.ts';

/** The row of a route in the table of right requests; one that says nothing for a route without. */
export const rowOf = (route: Route): RightRequest => rightRequests[`${route.method} ${route.path}`] ?? {};

/** Whether only the bank calls it. */
export const isByBank = ({ path }: Route) => path === '/callbacks/bank';

/** Whether its body is a form. */
export const takesForm = ({ bodyType }: Route) => bodyType === 'multipart/form-data';

/** The path of a route with what it names of these people. */
export function pathOf(route: Route, people: People): string {
  const params = rowOf(route).params?.(people) ?? {};
  return route.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? `no-${name}`);
}

/** Puts on a request the headers that its act needs, about version `seq` of the record. */
export function withActHeaders(route: Route, request: Test, seq: number): Test {
  if (isByBank(route)) return signedByBank(request);
  if (needsKey(route)) void request.set('idempotency-key', randomUUID());
  if (route.kind === 'decision') void request.set('if-match', `"${seq}"`);
  return request;
}

/** Puts a body on a request in the form its route takes; JSON has no undefined, and here too such a field is left out. */
export function bring(route: Route, request: Test, body: Body): Test {
  if (!takesForm(route)) return request.send(body);
  // A form of nothing: without a part supertest would send none.
  if (Object.values(body).every((value) => value === undefined))
    return request.set('content-type', 'multipart/form-data; boundary=b').send('--b--\r\n');
  for (const [name, value] of Object.entries(body))
    for (const part of [value].flat().filter((each) => each !== undefined))
      void (Buffer.isBuffer(part) ? request.attach(name, part, '图片.png') : request.field(name, String(part)));
  return request;
}

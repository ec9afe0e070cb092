import type { z } from 'zod';
import type { BatchReceipt } from '../commands/batches.ts';
import type { ActAnswer } from '../commands/act.ts';
import type { ActCall } from '../commands/act-on-signing.ts';
import type { SignedCall } from '../commands/check-bank-signature.ts';
import type { Actor, EmployerUser, GraduateUser, ReviewerUser } from '../domain/permissions.ts';
import type { Language } from '../domain/vocabulary/term.ts';
import type { Binary } from './binary.ts';
import type { ApiDependencies } from './dependencies.ts';
import type { Reply } from './reply.ts';

/** Who may call: one user type, anybody signed in, anybody at all. */
export type Access = 'EMPLOYER' | 'GRADUATE' | 'REVIEWER' | 'SIGNED_IN' | 'OPEN';

/** What an employer user needs: a place in a unit, in a verified one, or nothing. Source: api.md §1, last lines. */
export type Membership = 'APPROVED' | 'VERIFIED' | 'ANY';

/**
 * A read, an ordinary write, an act on a process (⚙, needs a key), a reviewer's decision (⚖, needs If-Match too), many acts handed
 * in at once (⚙ too, answered 202 with the batch that goes through them).
 */
export type Kind = 'read' | 'write' | 'act' | 'decision' | 'batch';

/** A user of a unit whose membership is approved. */
export type UnitMember = EmployerUser & { employerId: string };

type ActorFor<A extends Access, M extends Membership> = {
  EMPLOYER: M extends 'ANY' ? EmployerUser : UnitMember;
  GRADUATE: GraduateUser;
  REVIEWER: ReviewerUser;
  SIGNED_IN: Actor;
  OPEN: null;
}[A];

/** What a handler may want to know of the request itself. */
export interface RequestFacts {
  id: string;
  language: Language;
  /** Null when it is not an address. */
  clientAddress: string | null;
  /** The request's Origin header. */
  origin: string | undefined;
  /** Whether the caller says, by If-None-Match, that it already has the version with this ETag. */
  hasVersion(etag: string): boolean;
}

/** A caller let in before their body is read: headers of whatever is answered, and what to do once it is. */
export interface Entry {
  headers: Readonly<Record<string, string>>;
  leave(): void;
}

/** How a body comes: as JSON, or as a form of texts and at most one file, its bytes a Buffer. */
export type BodyType = 'application/json' | 'multipart/form-data';

/** Answers by status; null for one without a body. */
export type Answers = Readonly<Record<number, z.ZodType | Binary | null>>;

type BodyOf<Answer> = Answer extends z.ZodType ? z.input<Answer> : Answer extends Binary ? Buffer : undefined;
type AnswerBody<Ans extends Answers> = { [Status in keyof Ans]: BodyOf<Ans[Status]> }[keyof Ans];
type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : Record<never, never>;
type IsAct<K extends Kind> = K extends 'act' | 'decision' ? true : false;
type HasKey<K extends Kind> = K extends 'act' | 'decision' | 'batch' ? true : false;

/** What a handler answers, by the kind of its route. */
type Handled<K extends Kind, Ans extends Answers> = {
  read: AnswerBody<Ans> | Reply;
  write: AnswerBody<Ans> | Reply;
  act: ActAnswer;
  decision: ActAnswer;
  batch: BatchReceipt;
}[K];

/** What is there before the thing is loaded. */
export interface Before<A, P> {
  deps: ApiDependencies;
  actor: A;
  params: P;
  request: RequestFacts;
}

/** What a handler works with. `call` is there for acts and batches, `expectedSeq` (the seq of If-Match) for decisions. */
export type Input<A, P, Q, B, T, K extends Kind> = Before<A, P> & {
  query: Q;
  body: B;
  thing: T;
  call: HasKey<K> extends true ? ActCall<Extract<A, Actor>> : undefined;
  expectedSeq: K extends 'decision' ? number : undefined;
};

interface Definition<
  A extends Access,
  M extends Membership,
  K extends Kind,
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
  T,
  Ans extends Answers,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** In OpenAPI's form, below `base`: `/employer/signings/{signingId}`. */
  path: string;
  /** `/api/v1` unless told otherwise; the empty text for health and the sandbox. */
  base?: string;
  summary: string;
  description?: string;
  tag: string;
  access: A;
  /** For employers; `APPROVED` unless told otherwise. */
  membership?: M;
  /** There in embedded mode alone; elsewhere the path does not exist. */
  embeddedOnly?: boolean;
  /** Left out of openapi.json: pages and their files. */
  documented?: boolean;
  /** Whether query parameters nobody knows are ignored rather than refused; by default for what is not documented. */
  ignoresUnknownQuery?: boolean;
  /** Cache-Control of the answer; `no-store` unless told otherwise. */
  cacheControl?: string;
  kind: K;
  params?: P;
  query?: Q;
  body?: B;
  /** JSON unless told otherwise; acts take nothing else. */
  bodyType?: BodyType;
  /** Judges the body's own bytes before anybody parses them: for callers who sign each call instead of signing in. */
  checkSignature?: (received: SignedCall & { deps: ApiDependencies }) => Promise<void>;
  /** Loads what the path names; undefined → 404 NOT_FOUND. */
  thing?: (before: Before<ActorFor<A, M>, Parsed<P>>) => Promise<T | undefined>;
  /** Refuses, before a byte of the body is read, whoever has asked too much already. */
  enter?: (before: Before<ActorFor<A, M>, Parsed<P>>) => Promise<Entry>;
  answers: Ans;
  /** Acts answer what became of the command, batches what was stored; others the body of the first status in `answers`, or a `reply(...)`. */
  handle: (input: Input<ActorFor<A, M>, Parsed<P>, Parsed<Q>, Parsed<B>, T, K>) => Promise<Handled<K, Ans>>;
  /** Acts only: the record as it now stands. */
  present?: IsAct<K> extends true
    ? (after: {
        deps: ApiDependencies;
        actor: ActorFor<A, M>;
        request: RequestFacts;
        processId: string;
      }) => Promise<AnswerBody<Ans> & { seq: number }>
    : never;
}

/** A route as the pipeline, OpenAPI and the tests see it. */
export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** The whole path in OpenAPI's form. */
  path: string;
  summary: string;
  description: string | undefined;
  tag: string;
  access: Access;
  membership: Membership;
  embeddedOnly: boolean;
  documented: boolean;
  ignoresUnknownQuery: boolean;
  cacheControl: string;
  kind: Kind;
  params: z.ZodType | undefined;
  query: z.ZodType | undefined;
  body: z.ZodType | undefined;
  bodyType: BodyType;
  answers: Answers;
  checkSignature: ((received: SignedCall & { deps: ApiDependencies }) => Promise<void>) | undefined;
  thing: ((before: Before<Actor | null, unknown>) => Promise<unknown>) | undefined;
  enter: ((before: Before<Actor | null, unknown>) => Promise<Entry>) | undefined;
  handle: (input: Input<Actor | null, unknown, unknown, unknown, unknown, Kind>) => Promise<unknown>;
  present:
    | ((after: {
        deps: ApiDependencies;
        actor: Actor;
        request: RequestFacts;
        processId: string;
      }) => Promise<{ seq: number }>)
    | undefined;
}

/** Defines a route: what it takes, who may call it, what it answers; the pipeline does the rest. Throws for an act that does not say how to present its record, or takes a form. */
export function defineRoute<
  A extends Access,
  K extends Kind,
  Ans extends Answers,
  M extends Membership = 'APPROVED',
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  T = undefined,
>(definition: Definition<A, M, K, P, Q, B, T, Ans>): Route {
  const isAct = definition.kind === 'act' || definition.kind === 'decision';
  if (isAct !== (definition.present !== undefined)) throw new Error(`${definition.path}: acts and only acts present`);
  const hasKey = isAct || definition.kind === 'batch';
  if (hasKey && definition.bodyType) throw new Error(`${definition.path}: a key stands for a JSON body`);
  const { base, membership, embeddedOnly, documented, cacheControl } = definition;
  const route = {
    ...definition,
    path: `${base ?? '/api/v1'}${definition.path}`,
    description: definition.description,
    membership: membership ?? 'APPROVED',
    embeddedOnly: embeddedOnly ?? false,
    documented: documented ?? true,
    ignoresUnknownQuery: definition.ignoresUnknownQuery ?? documented === false,
    cacheControl: cacheControl ?? 'no-store',
    params: definition.params,
    query: definition.query,
    body: definition.body,
    bodyType: definition.bodyType ?? 'application/json',
    checkSignature: definition.checkSignature,
    thing: definition.thing,
    enter: definition.enter,
    present: definition.present,
  };
  // The types of one route meet here for the last time; from now on the pipeline keeps what they promised.
  return route as unknown as Route;
}

/** Whether a route acts on a process, and answers with its record. */
export function isActRoute(route: Pick<Route, 'kind'>): boolean {
  return route.kind === 'act' || route.kind === 'decision';
}

/** Whether a route needs an Idempotency-Key. */
export function needsKey(route: Pick<Route, 'kind'>): boolean {
  return isActRoute(route) || route.kind === 'batch';
}

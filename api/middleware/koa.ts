import type { Context } from 'koa';

/** What our middleware keeps on a request. */
export interface RequestState {
  requestId: string;
  /** The template of the route that answers, for logs and metrics; undefined while none is found. */
  route?: string;
}

/** A request as our middleware sees it. */
export type Ctx = Context & { state: RequestState };

import type { Context, Middleware } from 'koa';
import { reportOf } from '../../domain/error-report.ts';
import { DomainError, errorTable, type ErrorCode } from '../../domain/errors.ts';
import type { AppDependencies } from '../dependencies.ts';
import { presentProblem } from '../presenters/problem.ts';
import { RefusalWithHeaders } from '../refusals.ts';
import type { Ctx } from './koa.ts';
import { languageOf } from './language.ts';

/** Turns whatever is thrown below into a problem document; what is our own fault is logged, as far as it may be told. */
export function problems({ log }: Pick<AppDependencies, 'log'>): Middleware {
  return async (context, next) => {
    const ctx = context as Ctx;
    try {
      await next();
    } catch (error) {
      const code = error instanceof DomainError ? error.code : codeOfFailure(error);
      const extra = error instanceof DomainError ? error.extra : undefined;
      if (errorTable[code].status >= 500) log.error({ error: reportOf(error), code }, 'request failed');
      sendProblem(ctx, code, extra, error instanceof RefusalWithHeaders ? error.headers : {});
    }
  };
}

/** Answers with a problem document. */
export function sendProblem(
  ctx: Ctx,
  code: ErrorCode,
  extra?: Record<string, unknown>,
  headers: Readonly<Record<string, string>> = {},
): void {
  const problem = presentProblem(code, { language: languageOf(ctx), requestId: ctx.state.requestId, extra });
  ctx.status = problem.status;
  ctx.body = JSON.stringify(problem);
  ctx.type = 'application/problem+json';
  ctx.set({ 'cache-control': 'no-store', 'content-language': languageTag(ctx), ...headers });
  ctx.vary('accept-language');
}

function languageTag(ctx: Context): string {
  return languageOf(ctx) === 'en' ? 'en' : 'zh-CN';
}

/** Codes of Node and PostgreSQL that say the database is not there for us. Source: PostgreSQL manual, appendix A, classes 08, 53, 57P. */
const unavailable =
  /^(?:08\w{3}|53\w{3}|57P\d\d|57014|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EHOSTUNREACH)$/;

function codeOfFailure(error: unknown): ErrorCode {
  // By its shape: errors of Node's own modules are not of our Error where code runs in a realm of its own.
  type Shape = { name?: unknown; message?: unknown; code?: unknown; nativeError?: Shape };
  const given = (error ?? {}) as Shape;
  // Objection puts some of the database's errors into one of its own.
  const { name, message, code } = given.nativeError ?? given;
  if (typeof code === 'string' && unavailable.test(code)) return 'DATABASE_UNAVAILABLE';
  if (
    name === 'KnexTimeoutError' ||
    /^(?:Connection terminated|timeout exceeded when trying|Client has encountered a connection error)/.test(
      String(message),
    )
  )
    return 'DATABASE_UNAVAILABLE';
  return 'INTERNAL_ERROR';
}

import type { Context, Middleware } from 'koa';
import { reportOf } from '../../domain/error-report.ts';
import { DomainError, errorTable, type ErrorCode } from '../../domain/errors.ts';
import type { AppDependencies } from '../dependencies.ts';
import { problemPage } from '../presenters/problem-page.ts';
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

/** Answers with a problem document, or a page in Chinese to whoever opened an address outside the API in a browser. */
export function sendProblem(
  ctx: Ctx,
  code: ErrorCode,
  extra?: Record<string, unknown>,
  headers: Readonly<Record<string, string>> = {},
): void {
  const asPage = isOpenedInBrowser(ctx);
  const language = asPage ? 'zh' : languageOf(ctx);
  const problem = presentProblem(code, { language, requestId: ctx.state.requestId, extra });
  ctx.status = problem.status;
  ctx.body = asPage ? problemPage(problem) : JSON.stringify(problem);
  ctx.type = asPage ? 'text/html' : 'application/problem+json';
  ctx.set({ 'cache-control': 'no-store', 'content-language': language === 'en' ? 'en' : 'zh-CN', ...headers });
  ctx.vary('accept-language');
  ctx.vary('accept');
}

/** Who takes anything is a program. */
function isOpenedInBrowser(ctx: Context): boolean {
  return !ctx.path.startsWith('/api/') && ctx.accepts('json', 'html') === 'html';
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

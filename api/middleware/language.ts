import type { Context } from 'koa';
import type { Language } from '../../domain/vocabulary/term.ts';

/** The language a caller wants to read: Chinese unless English is preferred. */
export function languageOf(ctx: Context): Language {
  return ctx.acceptsLanguages('zh-CN', 'zh', 'en') === 'en' ? 'en' : 'zh';
}

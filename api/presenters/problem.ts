import { errorTable, type ErrorCode } from '../../domain/errors.ts';
import { fieldErrorWords } from '../../domain/field-errors.ts';
import { refusalFields, refusalWords } from '../../domain/vocabulary/refusal-words.ts';
import type { Language } from '../../domain/vocabulary/term.ts';
import type { FieldError } from '../refusals.ts';

const titles: Record<number, Record<Language, string>> = {
  400: { zh: '请求有误', en: 'Bad request' },
  401: { zh: '未登录', en: 'Not signed in' },
  403: { zh: '无权操作', en: 'Not allowed' },
  404: { zh: '未找到', en: 'Not found' },
  405: { zh: '不支持此方法', en: 'Method not allowed' },
  409: { zh: '与当前状态冲突', en: 'Conflict with the present state' },
  412: { zh: '记录已变化', en: 'Record changed' },
  413: { zh: '内容过大', en: 'Too large' },
  415: { zh: '类型不支持', en: 'Type not supported' },
  422: { zh: '内容有误', en: 'Invalid content' },
  428: { zh: '缺少版本', en: 'Version missing' },
  429: { zh: '操作过于频繁', en: 'Too many requests' },
  500: { zh: '系统错误', en: 'Internal error' },
  503: { zh: '服务暂时不可用', en: 'Service unavailable' },
};

/** A problem document (RFC 9457) for a refusal or failure, in the caller's language; nothing of the input is in it. */
export function presentProblem(
  code: ErrorCode,
  {
    language,
    requestId,
    extra,
  }: { language: Language; requestId: string; extra?: Record<string, unknown> | undefined },
) {
  const { errors: given, ...others } = (extra ?? {}) as { errors?: FieldError[] };
  const errors: readonly FieldError[] = given ?? refusalFields(code, others);
  const { status } = errorTable[code];
  return {
    ...others,
    type: `/docs/errors#${code}`,
    title: (titles[status] ?? { zh: '错误', en: 'Error' })[language],
    status,
    detail: (refusalWords(code, others) ?? errorTable[code])[language],
    code,
    errors: errors.map(({ pointer, code: wrong, bound = {} }) => ({
      ...{ pointer, code: wrong, detail: fieldErrorWords(wrong, bound, language) },
    })),
    requestId,
  };
}

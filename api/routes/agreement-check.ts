import { z } from 'zod';
import { AllowanceUsedUp } from '../../commands/allowance.ts';
import { checkAgreement, type CheckedAgreement as Checked } from '../../commands/check-agreement.ts';
import { DomainError } from '../../domain/errors.ts';
import { agreementStates } from '../../domain/vocabulary/agreement-state.ts';
import { labelOf } from '../../domain/vocabulary/term.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { escapeHtml, narrowPage } from '../html.ts';
import { refuseUsedUp } from '../middleware/rate-limit-headers.ts';
import { reply, type Reply } from '../reply.ts';
import { defineRoute, type RequestFacts } from '../route.ts';
import { AgreementCode, AgreementKeys, AgreementPath, CheckedAgreement } from '../schemas/agreements.ts';

const open = { method: 'get', access: 'OPEN', kind: 'read' } as const;
const byAddress = { ...open, params: AgreementPath, query: AgreementCode } as const;

/** 协议核验 */
export const getAgreementCheck = defineRoute({
  ...byAddress,
  path: '/agreements/{agreementNo}',
  summary: '协议核验 Whether an agreement is real and how it stands',
  description:
    'Open to whoever has its number and check code. A wrong code is answered like a wrong number: 404. 429 with Retry-After after too many of them.',
  tag: 'Shared',
  answers: { 200: CheckedAgreement },
  handle: async (input) => check(input).catch(refuseUsedUp),
});

const asPage = {
  base: '',
  tag: 'Pages',
  documented: false,
  answers: { 200: z.string(), 404: z.string(), 429: z.string() },
} as const;

/** The page that the QR code leads to. */
export const getAgreementPage = defineRoute({
  ...byAddress,
  ...asPage,
  path: '/a/{agreementNo}',
  summary: 'The check as a page',
  handle: async (input) => showCheck(input),
});

/** The page where number and code are typed in, which the words below an agreement speak of. */
export const getAgreementForm = defineRoute({
  ...open,
  ...asPage,
  path: '/a',
  summary: 'The check by what is typed from the paper',
  query: AgreementKeys,
  handle: async ({ query: { agreementNo, code }, ...input }) =>
    agreementNo === undefined ? blank : showCheck({ ...input, params: { agreementNo }, query: { code } }),
});

async function showCheck(input: Parameters<typeof check>[0]): Promise<Reply> {
  try {
    return pageOf(await check(input));
  } catch (error) {
    if (error instanceof AllowanceUsedUp) return tooMany(error);
    if (error instanceof DomainError && error.code === 'NOT_FOUND') return notFound;
    throw error;
  }
}

function check(input: {
  deps: ApiDependencies;
  params: z.output<typeof AgreementPath>;
  query: z.output<typeof AgreementCode>;
  request: RequestFacts;
}): Promise<Checked> {
  const { deps, params, query, request } = input;
  const tried = { agreementNo: params.agreementNo, code: query.code ?? '', clientAddress: request.clientAddress };
  return checkAgreement(deps, tried, deps.settings.checkLimit);
}

const title = '就业协议书核验';

function pageOf({ agreementNo, employerName, graduateNameMasked, state, sha256 }: Checked): Reply {
  const rows = [
    ['协议编号', agreementNo],
    ['用人单位', employerName],
    ['毕业生', graduateNameMasked],
    ['文件校验值（SHA-256）', sha256],
  ] as const;
  return narrowPage({
    title,
    body: `<p class="state ${state === 'IN_FORCE' ? 'good' : 'ended'}"><span class="hint">协议状态</span> ${labelOf(agreementStates, state)}</p>
<dl class="facts">
${rows.map(([label, value]) => `<dt>${label}</dt><dd>${escapeHtml(value)}</dd>`).join('\n')}
</dl>
<p class="aside">以上为平台登记的信息。请与手中的协议书逐项核对，不一致的，以平台登记为准。</p>`,
  });
}

const form = `<form method="get" action="/a">
<p class="field"><label for="agreementNo">协议编号</label> <input id="agreementNo" name="agreementNo" autocomplete="off" autocapitalize="characters" maxlength="64" required></p>
<p class="field"><label for="code">核验码</label> <input id="code" name="code" autocomplete="off" autocapitalize="characters" maxlength="20" required></p>
<button class="main">核验</button>
</form>`;

const blank = withForm(200, '<p>请输入协议编号与核验码，两者都印在协议书首页上方。</p>');

/** One page for a wrong code, a wrong number and none: it repeats nothing of what was given. */
const notFound = withForm(
  404,
  '<p class="problem">未查到该协议。请核对协议编号与核验码，两者都印在协议书首页上方。</p>',
);

function withForm(status: number, words: string): Reply {
  return told(status, `${words}\n${form}`);
}

function tooMany({ allowance }: AllowanceUsedUp): Reply {
  const retryAfter = { 'retry-after': String(allowance.resetSeconds) };
  return told(429, '<p class="problem">核验次数过多，请稍后再试。</p>', retryAfter);
}

function told(status: number, words: string, more: Readonly<Record<string, string>> = {}): Reply {
  const { body, headers } = narrowPage({ title, body: words });
  return reply(status, body, { ...headers, ...more });
}

import { renderSVG } from 'uqr';
import { escapeHtml, page } from '../api/html.ts';
import type { Reply } from '../api/reply.ts';
import { staffPasswordCharacters } from '../domain/staff.ts';

/** What is wrong with a form: the words, and the field they are about. */
export interface FormProblem {
  text: string;
  field?: string;
}

interface Field {
  name: string;
  label: string;
  type: 'text' | 'password';
  autocomplete: string;
  value?: string;
  hint?: string;
  isCode?: true;
}

interface Form {
  title: string;
  action: string;
  button: string;
  fields: readonly Field[];
  intro?: string;
  /** HTML before and after the form. */
  before?: string;
  after?: string;
  problem?: FormProblem | undefined;
}

const productName = '网上签约平台 管理后台';
const signOutLink = '<p class="aside"><a href="/admin/sign-out">退出，换用其他账号</a></p>';
const backLink = '<p class="aside"><a href="/admin">返回管理后台</a></p>';

/** 登录: name and password. */
export function signInPage({ signInName = '', problem }: { signInName?: string; problem?: FormProblem } = {}): Reply {
  return formPage({
    ...{ title: '登录管理后台', action: '/admin/sign-in', button: '登录', problem },
    intro: '仅限平台工作人员。',
    fields: [
      { name: 'name', label: '登录名', type: 'text', autocomplete: 'username', value: signInName },
      { name: 'password', label: '密码', type: 'password', autocomplete: 'current-password' },
    ],
  });
}

const codeField: Field = {
  name: 'code',
  label: '动态验证码',
  type: 'text',
  autocomplete: 'one-time-code',
  hint: '验证器应用中显示的 6 位数字，每 30 秒更新，每个只能使用一次。',
  isCode: true,
};

/** The second step for who has a second factor. */
export function codePage(problem?: FormProblem): Reply {
  return formPage({
    ...{ title: '输入动态验证码', action: '/admin/sign-in/code', button: '继续', problem },
    fields: [codeField],
    after: signOutLink,
  });
}

const currentPasswordField: Field = {
  name: 'current',
  label: '当前密码',
  type: 'password',
  autocomplete: 'current-password',
};

/** 修改密码, asked for at the first sign-in or chosen. */
export function passwordPage({ isStep, problem }: { isStep: boolean; problem?: FormProblem | undefined }): Reply {
  const { min, max } = staffPasswordCharacters;
  return formPage({
    ...{ title: '修改密码', action: '/admin/password', button: '保存新密码', problem },
    intro: isStep ? '您正在使用一次性密码，请先设置自己的密码。' : '保存后，您在其他设备上的登录会立即失效。',
    fields: [
      currentPasswordField,
      {
        name: 'wanted',
        label: '新密码',
        type: 'password',
        autocomplete: 'new-password',
        hint: `${min} 至 ${max} 个字符，不能包含登录名。`,
      },
      { name: 'repeated', label: '再次输入新密码', type: 'password', autocomplete: 'new-password' },
    ],
    after: isStep ? signOutLink : backLink,
  });
}

/** What the second factor's page shows: it is set, it can be begun, or its secret waits for the first code. */
export type SecondFactorState =
  | { state: 'SET' }
  | { state: 'NONE'; isStep: boolean }
  | { state: 'SHOWN'; secret: string; address: string; isStep: boolean };

const setUpReason = ({ isStep }: { isStep: boolean }) =>
  isStep ? '系统管理员登录必须使用动态验证码。' : '启用后，每次登录都需要输入动态验证码。';

/** 启用动态验证码: the secret as a picture and as text, until its first code is given. */
export function secondFactorPage(given: SecondFactorState, problem?: FormProblem): Reply {
  const form = { title: '动态验证码', action: '/admin/second-factor', fields: [], problem };
  switch (given.state) {
    case 'SET':
      return plainPage(form.title, `<p>您的账号已启用动态验证码，登录时需要输入。</p>\n${backLink}`);
    case 'NONE':
      return formPage({
        ...{ ...form, button: '开始设置', fields: [currentPasswordField] },
        intro: `${setUpReason(given)}请先输入当前密码，并在 15 分钟内完成设置。`,
        after: given.isStep ? signOutLink : backLink,
      });
    case 'SHOWN':
      return formPage({
        ...{ ...form, title: '启用动态验证码', button: '确认并启用', fields: [codeField] },
        intro: setUpReason(given),
        before: `<ol>
<li>在手机上打开任一验证器应用（支持 TOTP 标准）。</li>
<li>扫描二维码，或手动输入密钥。</li>
<li>输入应用中显示的 6 位数字。</li>
</ol>
<div class="qr" role="img" aria-label="二维码，内容与下方密钥相同">${renderSVG(given.address, { border: 4 })}</div>
<p>密钥 <code class="secret">${given.secret.match(/.{4}/g)?.join(' ') ?? ''}</code></p>`,
        after: given.isStep ? signOutLink : backLink,
      });
  }
}

/** 退出: asks, because a link alone must not do it. */
export function signOutPage(): Reply {
  const form = { title: '退出管理后台', action: '/admin/sign-out', button: '退出登录', fields: [] };
  return formPage({ ...form, after: backLink });
}

/** What a person reads who came to nothing, or was refused. */
export function refusalPage(words: string): Reply {
  return plainPage('无法打开此页面', `<p>${escapeHtml(words)}</p>\n${backLink}`);
}

function formPage({ title, action, button, fields, intro, before, after, problem }: Form): Reply {
  const focused = problem?.field ?? fields.find(({ value }) => !value)?.name;
  const body = [
    problem ? problemSummary(problem) : '',
    intro ? `<p>${intro}</p>` : '',
    before ?? '',
    `<form method="post" action="${action}" class="steps">`,
    ...fields.map((field) =>
      fieldHtml(field, { isFocused: field.name === focused, isWrong: field.name === problem?.field }),
    ),
    `<button class="main"${fields.length === 0 ? ' autofocus' : ''}>${button}</button>`,
    '</form>',
    after ?? '',
  ];
  return plainPage(problem ? `错误：${title}` : title, body.filter((part) => part !== '').join('\n'), title);
}

function plainPage(title: string, body: string, heading = title): Reply {
  return page({
    title: `${title} - ${productName}`,
    body: `<div class="narrow">\n<p class="product">${productName}</p>\n<h1>${heading}</h1>\n${body}\n</div>`,
  });
}

function problemSummary({ text, field }: FormProblem): string {
  const words = escapeHtml(text);
  return `<div class="problem" role="alert" id="problem">${field ? `<a href="#${field}">${words}</a>` : words}</div>`;
}

function fieldHtml(
  { name, label, type, autocomplete, value = '', hint, isCode }: Field,
  { isFocused, isWrong }: { isFocused: boolean; isWrong: boolean },
): string {
  const described = [hint ? `${name}-hint` : '', isWrong ? 'problem' : ''].filter((id) => id !== '').join(' ');
  const attributes = [
    `id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" required`,
    type === 'text' ? 'autocapitalize="none" spellcheck="false"' : '',
    isCode ? 'inputmode="numeric" pattern="[0-9]{6}" maxlength="6"' : '',
    value === '' ? '' : `value="${escapeHtml(value)}"`,
    isWrong ? 'aria-invalid="true"' : '',
    described === '' ? '' : `aria-describedby="${described}"`,
    isFocused ? 'autofocus' : '',
  ];
  return `<div class="field">
<label for="${name}">${label}</label>
${hint ? `<p class="hint" id="${name}-hint">${hint}</p>\n` : ''}<input ${attributes.filter((part) => part !== '').join(' ')}>
</div>`;
}

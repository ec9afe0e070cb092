import { Box, H2, H4, Text } from '@adminjs/design-system';
import React, { useCallback, useEffect, useRef, useState } from 'react';
import type { Cell, PageField, PageForm, PageSection, PageSteps, PageView } from '../page-view.ts';
import { DeskField } from './DeskField.tsx';
import { DeskForm, type Outcome } from './DeskForm.tsx';
import { deskStyles } from './desk-styles.ts';

/** So long what is told once stays on the screen, in seconds. */
const shownSeconds = 60;

/** A page of ours, drawn from what the server tells of it: search, facts, tables, pictures, and forms that act by POST. */
export function Desk(): React.ReactElement {
  const [view, setView] = useState<PageView>();
  const [problem, setProblem] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  const status = useRef<HTMLDivElement>(null);
  const id = window.location.pathname.split('/').at(-1) ?? '';

  const load = useCallback(async () => {
    const answer = await fetch(`/admin/api/pages/${id}${window.location.search}`, {
      headers: { accept: 'application/json' },
    });
    if (answer.status === 401) return window.location.assign('/admin/sign-in');
    const body = (await answer.json()) as PageView & { detail?: string };
    if (!answer.ok) return setProblem(body.detail ?? '页面暂时无法打开，请稍后重试。');
    document.title = `${body.title} - 网上签约平台 管理后台`;
    setView(body);
  }, [id]);
  useEffect(() => void load().catch(() => setProblem('页面暂时无法打开，请稍后重试。')), [load]);

  const onDone = (done: Outcome) => {
    if (done.href !== undefined && done.shown === undefined) return window.location.assign(done.href);
    setOutcome(done);
    status.current?.focus();
    if (done.shown) window.setTimeout(() => setOutcome({ notice: '内容已隐藏。' }), shownSeconds * 1_000);
    void load();
  };

  return (
    <Box variant="grey" className="desk">
      <style>{deskStyles}</style>
      <Box variant="white">
        {view?.back && (
          <p>
            <a href={view.back.href}>← {view.back.label}</a>
          </p>
        )}
        <H2>{view?.title ?? '正在读取…'}</H2>
        {view?.intro && <Text mt="default">{view.intro}</Text>}
        {view?.warning && <p className="desk-warning">{view.warning}</p>}
        {problem !== '' && (
          <p role="alert" className="desk-problem">
            {problem}
          </p>
        )}
        <div ref={status} tabIndex={-1} role="status" className={outcome ? 'desk-notice' : ''}>
          {outcome?.notice}
          {outcome?.shown?.map(({ label, value }) => (
            <p key={label}>
              {label}：<code>{value}</code>（{shownSeconds} 秒后隐藏）
            </p>
          ))}
        </div>
        {view?.search && <Search {...view.search} />}
      </Box>
      {view?.sections.map((section) => (
        <Section key={section.title} {...section} pageId={id} onDone={onDone} />
      ))}
    </Box>
  );
}

function Search({ fields, button }: { fields: readonly PageField[]; button: string }): React.ReactElement {
  const given = new URLSearchParams(window.location.search);
  return (
    <form method="get" className="desk-search" role="search">
      {fields.map((field) => (
        <DeskField
          key={field.name}
          field={{ ...field, value: given.get(field.name) ?? field.value ?? '' }}
          idOf="q"
          isSearch
        />
      ))}
      <button type="submit">{button}</button>
    </form>
  );
}

type Acting = { pageId: string; onDone(outcome: Outcome): void };

function Section({ title, note, facts, table, pictures, forms, ...acting }: PageSection & Acting): React.ReactElement {
  return (
    <Box as="section" variant="white" mt="lg" aria-label={title}>
      <H4>{title}</H4>
      {note && <p className="desk-hint">{note}</p>}
      {facts && (
        <dl>
          {facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <Shown cell={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {pictures?.map(({ src, label }) => (
        <figure key={src}>
          <a href={src} target="_blank" rel="noreferrer">
            <img src={src} alt={label} />
          </a>
          <figcaption>{label}（点击查看原图）</figcaption>
        </figure>
      ))}
      {table && <Table {...table} {...acting} />}
      {table?.steps && <Steps {...table.steps} of={title} />}
      {forms && <Forms forms={forms} {...acting} />}
    </Box>
  );
}

function Table({
  columns,
  rows,
  none,
  steps,
  ...acting
}: NonNullable<PageSection['table']> & Acting): React.ReactElement {
  // What stood on a later page may be dealt with: others wait on the first.
  if (rows.length === 0)
    return <p className="desk-hint">{steps?.first === undefined ? none : '本页已没有记录，请回到第一页。'}</p>;
  const hasForms = rows.some(({ forms = [] }) => forms.length > 0);
  return (
    <div className="desk-scroll" tabIndex={0} role="region" aria-label="表格">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            {hasForms && <th scope="col">操作</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells, forms = [] }, place) => (
            <tr key={place}>
              {cells.map((cell, column) => (
                <td key={column}>
                  <Shown cell={cell} />
                </td>
              ))}
              {hasForms && (
                <td>
                  <Forms forms={forms} {...acting} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Steps({ next, first, of }: PageSteps & { of: string }): React.ReactElement | null {
  if (next === undefined && first === undefined) return null;
  return (
    <nav aria-label={`${of}的分页`} className="desk-steps">
      {first !== undefined && <a href={first}>回到第一页</a>}
      {next !== undefined && <a href={next}>下一页</a>}
    </nav>
  );
}

function Forms({ forms, ...acting }: { forms: readonly PageForm[] } & Acting): React.ReactElement {
  return (
    <div className="desk-forms">
      {forms.map((form) => (
        <DeskForm key={`${form.act}${JSON.stringify(form.target)}`} form={form} {...acting} />
      ))}
    </div>
  );
}

function Shown({ cell }: { cell: Cell }): React.ReactElement {
  if (typeof cell === 'string') return <>{cell}</>;
  const { text, href, badge } = cell;
  if (href !== undefined) return <a href={href}>{text}</a>;
  return badge ? (
    <span className={badge === 'WARNING' ? 'desk-badge-warning' : 'desk-badge-good'}>{text}</span>
  ) : (
    <>{text}</>
  );
}

import React, { useId, useRef, useState } from 'react';
import type { PageField, PageForm } from '../page-view.ts';
import { DeskField } from './DeskField.tsx';

/** What came of a press, as the server tells it. */
export interface Outcome {
  notice: string;
  shown?: readonly { label: string; value: string }[];
  href?: string;
}

interface Problem {
  detail?: string;
  errors?: readonly FieldProblem[];
}

/** What is wrong with a field, or, as `/holidays/3`, with one of the things listed in it. */
interface FieldProblem {
  pointer: string;
  detail: string;
}

/** It, under the name by which the form calls the field. */
function told({ pointer, detail }: FieldProblem, fields: readonly PageField[]): string {
  const [, name, place] = pointer.split('/');
  const label = fields.find((field) => field.name === name)?.label;
  if (label === undefined) return detail;
  return place === undefined ? `${label}：${detail}` : `${label}第 ${Number(place) + 1} 项：${detail}`;
}

/** A button that opens its form in place, says what follows, and acts by POST; one key for every press until it is done. */
export function DeskForm(props: {
  form: PageForm;
  pageId: string;
  onDone(outcome: Outcome): void;
}): React.ReactElement {
  const { form, pageId, onDone } = props;
  const { act, label, target = {}, fields = [], consequence, isGrave } = form;
  const [isOpen, setOpen] = useState(false);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState('');
  const key = useRef(crypto.randomUUID());
  const id = useId();

  const send = async (typed: Record<string, string>) => {
    setSending(true);
    setProblem('');
    try {
      const answer = await fetch(`/admin/api/pages/${pageId}${window.location.search}`, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify({ act, key: key.current, ...target, ...typed }),
      });
      if (answer.status === 401) return window.location.assign('/admin/sign-in');
      const body = (await answer.json()) as Outcome & Problem;
      // Another wish is another press.
      if (answer.status < 500) key.current = crypto.randomUUID();
      if (!answer.ok)
        return setProblem([body.detail, ...(body.errors ?? []).map((each) => told(each, fields))].join(' '));
      setOpen(false);
      onDone(body);
    } catch {
      setProblem('没有收到答复，请再按一次；重复提交不会重复办理。');
    } finally {
      setSending(false);
    }
  };
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]);
    void send(Object.fromEntries(typed) as Record<string, string>);
  };

  if (!isOpen)
    return (
      <button type="button" aria-expanded={false} className={isGrave ? 'desk-grave' : ''} onClick={() => setOpen(true)}>
        {label}
      </button>
    );
  return (
    <form
      onSubmit={submit}
      className="desk-form"
      aria-label={label}
      onKeyDown={({ key: pressed }) => pressed === 'Escape' && setOpen(false)}
    >
      <strong>{label}</strong>
      {consequence && <p className="desk-hint">{consequence}</p>}
      {fields.map((field) => (
        <DeskField key={field.name} field={field} idOf={id} />
      ))}
      {problem !== '' && (
        <p role="alert" className="desk-problem">
          {problem}
        </p>
      )}
      <div className="desk-forms">
        <button
          type="submit"
          disabled={isSending}
          autoFocus={fields.length === 0}
          className={isGrave ? 'desk-grave' : ''}
        >
          {isSending ? '正在提交…' : '确认'}
        </button>
        <button type="button" className="desk-quiet" onClick={() => setOpen(false)}>
          取消
        </button>
      </div>
    </form>
  );
}

import React from 'react';
import type { PageField } from '../page-view.ts';

/** One labelled thing to fill in; `idOf` keeps its id apart from those of other forms. In a search all may be left out. */
export function DeskField(props: { field: PageField; idOf: string; isSearch?: boolean }): React.ReactElement {
  const { field, idOf, isSearch = false } = props;
  const { name, label, kind, required = false, hint, value = '', charactersMax, choices = [] } = field;
  const id = `${idOf}-${name}`;
  const common = {
    ...{ id, name, required, defaultValue: value },
    ...(hint ? { 'aria-describedby': `${id}-hint` } : {}),
  };
  return (
    <div className="desk-field">
      <label htmlFor={id}>
        {label}
        {required || isSearch ? '' : '（选填）'}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="desk-hint">
          {hint}
        </p>
      )}
      {kind === 'TEXT' && <input type="text" autoComplete="off" maxLength={charactersMax} {...common} />}
      {kind === 'LONG_TEXT' && <textarea rows={3} maxLength={charactersMax} {...common} />}
      {kind === 'CHOICE' && (
        <select {...common}>
          <option value="">请选择</option>
          {choices.map((choice) => (
            <option key={choice.code} value={choice.code}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

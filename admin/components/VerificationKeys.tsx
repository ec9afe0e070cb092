import React, { useEffect, useRef, useState } from 'react';

/** What a key does, and how the page says so. */
export interface Key {
  keys: readonly string[];
  says: string;
  /** Told which of its keys was pressed. */
  run(pressed: string): void;
}

const place = 'verification-keys';

/** Single keys for whoever decides many cases; never while something is typed or asked. They can be switched off. */
export function VerificationKeys({ keys }: { keys: readonly Key[] }): React.ReactElement {
  const [isOn, setOn] = useState(() => window.localStorage.getItem(place) !== 'off');
  const known = useRef(keys);
  known.current = keys;
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const typed = event.target as HTMLElement;
      const isTyping = typed.closest('input:not([type=radio], [type=checkbox]), textarea, select, dialog') !== null;
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping || document.querySelector('dialog[open]')) return;
      const found = known.current.find(({ keys: names }) => names.includes(event.key.toLowerCase()));
      if (!found) return;
      event.preventDefault();
      found.run(event.key.toLowerCase());
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn]);
  const change = () => {
    window.localStorage.setItem(place, isOn ? 'off' : 'on');
    setOn(!isOn);
  };
  return (
    <details className="vr-card vr-keys">
      <summary>键盘快捷键</summary>
      <label>
        <input type="checkbox" checked={isOn} onChange={change} /> 启用
      </label>
      <dl>
        {keys.map(({ keys: names, says }) => (
          <div key={says}>
            <dt>
              <kbd>{(names[0] ?? '').toUpperCase()}</kbd>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

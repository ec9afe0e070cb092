import { useEffect, useRef } from 'react';

const everyMs = 5 * 60_000;

/** Runs something every few minutes in which the reader did something on a page they see, so that work keeps its claim. */
export function useProlonging(isOn: boolean, prolong: () => Promise<unknown>): void {
  const known = useRef(prolong);
  known.current = prolong;
  useEffect(() => {
    if (!isOn) return undefined;
    let hasMoved = false;
    const move = () => (hasMoved = true);
    const events = ['pointermove', 'keydown', 'wheel'] as const;
    events.forEach((event) => document.addEventListener(event, move, { passive: true }));
    const timer = window.setInterval(() => {
      if (hasMoved && document.visibilityState === 'visible') void known.current();
      hasMoved = false;
    }, everyMs);
    return () => {
      events.forEach((event) => document.removeEventListener(event, move));
      window.clearInterval(timer);
    };
  }, [isOn]);
}

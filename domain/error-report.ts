/** What may be told of an error in logs: names, codes and places, never a message, which could hold somebody's data. */
export interface ErrorReport {
  name: string;
  code?: string;
  constraint?: string;
  frames: string[];
  cause?: ErrorReport;
}

const codeForm = /^[A-Z][A-Z0-9_]{2,63}$/;
const frameForm = /^\s+at .*(?::\d+:\d+|<anonymous>|native)\)?$/;
const framesMax = 8;

/** Reduces anything thrown to what may be told of it. Our own messages are codes and are kept; others are dropped. */
export function reportOf(error: unknown): ErrorReport {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const told = typeof code === 'string' || typeof code === 'number' ? String(code) : undefined;
  const ours = codeForm.test(error.message) ? error.message : undefined;
  // Without the message at its head: a line of it may look like a place.
  const frames = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => frameForm.test(line));
  return {
    name: error.name,
    ...((ours ?? told) ? { code: ours ?? told ?? '' } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    frames: frames.slice(0, framesMax).map((line) => line.trim()),
    ...(error.cause instanceof Error ? { cause: reportOf(error.cause) } : {}),
  };
}

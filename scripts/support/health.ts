/** Whether a server's readiness check answers 200; with `engine`, also that it reaches the engine. */
export async function isReady(url: string, want: { engine?: 'ok' } = {}): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000), headers: { connection: 'close' } });
    const body: unknown = await answer.json().catch(() => undefined);
    const engine = typeof body === 'object' && body !== null && 'engine' in body ? body.engine : undefined;
    return answer.status === 200 && (want.engine === undefined || engine === want.engine);
  } catch {
    return false;
  }
}

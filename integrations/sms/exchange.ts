/** One signed request to a gateway. */
export interface GatewayRequest {
  url: URL;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Ends the exchange, its answer's last byte included; after 8 s unless told otherwise. */
  deadline?: (() => AbortSignal) | undefined;
}

/** What came back: a whole answer, whatever its status, or that the request never left. */
export type Heard = { status: number; text: string } | { neverLeft: true };

/** Below the 15 s that one try at an effect may take. */
const deadlineMs = 8_000;
const answerBytesMax = 65_536;

/** Nobody was there to take the request, or it was not who it should be: nothing of ours was sent. */
const neverLeftCodes =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.+|ERR_TLS_.+|ERR_SSL_.+|.*SELF_SIGNED_CERT.*|UNABLE_TO_.+)$/;

/**
 * Sends a request once and never repeats it. Throws SMS_TIMEOUT or SMS_CONNECTION_LOST when it may have arrived; what the error
 * itself says may hold an address and is not told.
 */
export async function exchange(request: GatewayRequest): Promise<Heard> {
  const heard = await heardOf(request);
  if ('lost' in heard) throw new Error(heard.lost);
  return heard;
}

async function heardOf({ url, headers, body, deadline }: GatewayRequest): Promise<Heard | { lost: string }> {
  const signal = (deadline ?? usualDeadline)();
  try {
    const response = await fetch(url, {
      ...{ method: 'POST', headers, signal },
      // With an empty body, fetch would add a content type, which nobody signed.
      ...(body === '' ? {} : { body }),
      // Followed, a redirect would carry the message to somebody else.
      redirect: 'manual',
    });
    return { status: response.status, text: await readText(response) };
  } catch (error) {
    if (signal.aborted) return { lost: 'SMS_TIMEOUT' };
    return neverLeftCodes.test(networkCode(error)) ? { neverLeft: true } : { lost: 'SMS_CONNECTION_LOST' };
  }
}

const usualDeadline = () => AbortSignal.timeout(deadlineMs);

/** The code under a failed fetch; several addresses that failed alike have it one level deeper. */
function networkCode(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown; errors?: { code?: unknown }[] } };
  return String(cause?.code ?? cause?.errors?.[0]?.code ?? '');
}

/** The text of an answer; none of one that is too long. */
async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > answerBytesMax) return '';
  }
  return Buffer.concat(chunks).toString('utf8');
}

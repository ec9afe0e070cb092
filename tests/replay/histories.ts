import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A payload as JSON histories hold it: everything in it in base64. */
export interface StoredPayload {
  metadata: Record<string, string>;
  data?: string;
}

/** One event of a JSON history; beside these three an object of attributes named after its type. */
export interface StoredEvent {
  eventId: string;
  eventTime: string;
  eventType: string;
  [attributes: string]: unknown;
}

/** A recorded history: `historyToJSON` of a closed run. */
export interface StoredHistory {
  events: StoredEvent[];
}

const folder = new URL('./histories/', import.meta.url);

/** Every golden history by its name. Read anew each time, so that a test may change its own. */
export function goldenHistories(): [name: string, history: StoredHistory][] {
  return readdirSync(fileURLToPath(folder))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [
      file.slice(0, -'.json'.length),
      JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as StoredHistory,
    ]);
}

/** One golden history. */
export function goldenHistory(name: string): StoredHistory {
  const found = goldenHistories().find(([each]) => each === name);
  if (!found) throw new Error(`no history ${name}`);
  return found[1];
}

/** What a payload says. */
export function decoded(payload: StoredPayload): unknown {
  const encoding = Buffer.from(payload.metadata['encoding'] ?? '', 'base64').toString();
  if (encoding === 'binary/null') return undefined;
  if (encoding !== 'json/plain') throw new Error(`a payload in ${encoding}`);
  return JSON.parse(Buffer.from(payload.data ?? '', 'base64').toString());
}

import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import type { SignedIn } from './api.ts';
import { eventually } from './eventually.ts';

/** A batch as its GET shows it. */
export interface ShownBatch {
  id: string;
  status: string;
  total: number;
  done: number;
  rows: { outcome: string | null; code: string | null; signingId?: string | null }[];
}

/** The same platform with an engine that batches never reach. */
export function withoutHandIns<Deps extends CommandDependencies>(deps: Deps): Deps {
  const goThroughBatch = () => Promise.reject(new Error('ENGINE_ABSENT'));
  return { ...deps, engine: { ...deps.engine, goThroughBatch } };
}

/** Hands a batch in, under a key of its own unless one is given. */
export async function handIn(by: SignedIn, path: string, body: object, key: string = randomUUID()): Promise<Response> {
  return by('post', `/api/v1${path}`).set('idempotency-key', key).send(body);
}

/** The id of a batch that was taken in. */
export function takenIn({ status, body }: Response): string {
  if (status !== 202) throw new Error(`answered ${status} ${(body as { code?: string }).code}`);
  return (body as { id: string }).id;
}

/** Waits until a batch is at its end; as its GET shows it then. */
export async function atItsEnd(by: SignedIn, path: string, id: string): Promise<ShownBatch> {
  return eventually(async () => {
    const shown = (await by('get', `/api/v1${path}/${id}`)).body as ShownBatch;
    if (shown.status !== 'DONE') throw new Error(`${shown.done} of ${shown.total}`);
    return shown;
  }, 120_000);
}

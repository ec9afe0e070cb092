import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EmbeddedKeys, PortName } from './data-folder.ts';
import { embeddedEnvironment, readSettings } from './embedded-environment.ts';

/**
 * The environment of a script that looks into a running platform: the caller's own where it names a database, else that of
 * what `npm start` runs on DATA_DIR. Throws where there is neither.
 */
export function runningEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (env['DATABASE_URL']) return env;
  const dir = path.resolve(env['DATA_DIR'] || fileURLToPath(new URL('../../.data', import.meta.url)));
  const kept = <T>(name: string): T => {
    try {
      return JSON.parse(readFileSync(path.join(dir, name), 'utf8')) as T;
    } catch {
      throw new Error(`DATABASE_URL is missing, and nothing was started on ${dir} (DATA_DIR)`);
    }
  };
  const keys = kept<EmbeddedKeys>('keys.json');
  const ports = kept<Record<PortName, number>>('ports.json');
  return embeddedEnvironment({
    ...{ env, keys, settings: readSettings(env), filesDir: path.join(dir, 'files'), workflowBundle: '' },
    databaseUrl: `postgres://platform:${encodeURIComponent(keys.databasePassword)}@127.0.0.1:${ports.postgres}/platform`,
    temporalAddress: `127.0.0.1:${ports.temporal}`,
    temporalUiUrl: `http://127.0.0.1:${ports.temporalUi}`,
  });
}

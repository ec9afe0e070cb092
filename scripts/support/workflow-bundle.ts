import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectCache } from './cache.ts';
import { stateOf } from './sources.ts';

const bundlesMax = 10;
const root = fileURLToPath(new URL('../../', import.meta.url));

/** The code of all workflows as one script, as a worker runs it. Takes seconds: it loads webpack. */
export async function bundleWorkflows(): Promise<string> {
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const workflowsPath = path.join(root, 'workflows/index.ts');
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  return code;
}

/** The file with the bundle of the workflows as they are now, if it was made before. */
export function findWorkflowBundle(cache = projectCache): string | undefined {
  return [projectCache, cache].map(fileIn).find((file) => existsSync(file));
}

/** The file with the bundle of the workflows as they are now; made once for each state of their sources. */
export async function cachedWorkflowBundle(cache = projectCache): Promise<string> {
  const found = findWorkflowBundle(cache);
  if (found) return found;
  const code = await bundleWorkflows();
  const file = fileIn(cache);
  const part = `${file}.${randomUUID()}`;
  mkdirSync(cache, { recursive: true });
  writeFileSync(part, code);
  renameSync(part, file);
  removeOldBundles(cache);
  return file;
}

/** Each state of the sources leaves one behind; whoever still runs on an older one has read it already. */
function removeOldBundles(cache: string): void {
  const bundles = readdirSync(cache)
    .filter((name) => name.startsWith('workflow-bundle-'))
    .map((name) => path.join(cache, name))
    .sort((a, b) => modifiedAt(b) - modifiedAt(a));
  for (const bundle of bundles.slice(bundlesMax)) rmSync(bundle, { force: true });
}

const modifiedAt = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Named by the state of everything that a workflow may import (design.md §2); the SDK by the lock file. */
const fileIn = (cache: string) =>
  path.join(cache, `workflow-bundle-${stateOf('domain', 'workflows', 'package-lock.json')}.js`);

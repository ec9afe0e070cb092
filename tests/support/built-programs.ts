import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { projectCache } from '../../scripts/support/cache.ts';
import { sourcesAt, stateOf } from '../../scripts/support/sources.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const places = [
  ...['activities', 'admin', 'api', 'commands', 'database', 'domain', 'integrations', 'observability', 'workflows'],
  ...[
    'scripts/rebuild-engine.ts',
    'scripts/support',
    'config.ts',
    'config-limits.ts',
    'config-messages.ts',
    'config-site.ts',
    'server.ts',
    'worker.ts',
  ],
];

/** Each file becomes one of its own, as `npm run build` makes them: what it imports stays beside it. */
const eachForItself: Plugin = {
  name: 'each-for-itself',
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/^(\..*)\.tsx?$/, '$1.js'), external: true },
    );
  },
};

/**
 * A folder with the programs as JavaScript, as the image runs them: they start with half the work that TypeScript takes. Made once
 * for each state of their sources, in about a second; inside the project, where they find their packages.
 */
export async function builtPrograms(): Promise<string> {
  const folder = path.join(projectCache, `programs-${stateOf(...places)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(projectCache, { recursive: true });
  for (const name of readdirSync(projectCache))
    if (name.startsWith('programs-')) rmSync(path.join(projectCache, name), { recursive: true });
  const part = `${folder}.${randomUUID()}`;
  await build({
    entryPoints: places.flatMap(sourcesAt).map((file) => path.join(root, file)),
    ...{ outdir: part, outbase: root },
    ...{ bundle: true, format: 'esm', platform: 'node', target: 'node20', jsx: 'transform', logLevel: 'warning' },
    plugins: [eachForItself],
  });
  cpSync(path.join(root, 'api/samples'), path.join(part, 'api/samples'), { recursive: true });
  renameSync(part, folder);
  return folder;
}

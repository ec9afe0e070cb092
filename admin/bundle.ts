import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

/** Libraries that AdminJS's own bundles leave behind as globals of the page. */
const globals: Readonly<Record<string, string>> = {
  react: 'React',
  'react-dom': 'ReactDOM',
  adminjs: 'AdminJS',
  '@adminjs/design-system': 'AdminJSDesignSystem',
};

const fromGlobals: Plugin = {
  name: 'from-globals',
  setup(build) {
    const names = new RegExp(`^(?:${Object.keys(globals).join('|')})$`);
    build.onResolve({ filter: names }, ({ path }) => ({ path, namespace: 'from-globals' }));
    build.onLoad({ filter: /.*/, namespace: 'from-globals' }, ({ path }) => ({
      contents: `module.exports = window.${globals[path]};`,
    }));
  },
};

/** The components of the panel as one script for its pages. Takes 50 ms and no network; kept by whoever serves it. */
export async function bundleComponents(): Promise<Buffer> {
  // Loaded when the first page is asked for: a server that nobody's staff looks at does without.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [entry()],
    bundle: true,
    write: false,
    format: 'iife',
    jsx: 'transform',
    minify: true,
    target: 'es2020',
    charset: 'utf8',
    plugins: [fromGlobals],
    logLevel: 'silent',
  });
  return Buffer.from(outputFiles[0]?.contents ?? '');
}

/** The source, or what the build made of it. */
function entry(): string {
  const source = fileURLToPath(new URL('./components/all.tsx', import.meta.url));
  return existsSync(source) ? source : source.replace(/\.tsx$/, '.js');
}

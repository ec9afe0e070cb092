/**
 * The import table of the architecture (docs/architecture.md): who may import whom.
 * Each row: a folder and everything of this repository and of npm that it may import.
 */
const table = {
  domain: { own: ['domain'], npm: [] },
  workflows: { own: ['workflows', 'domain/vocabulary'], npm: ['@temporalio/workflow'] },
  activities: {
    own: ['activities', 'workflows/[^/]+\\.ports\\.ts$', 'commands', 'database', 'integrations', 'domain'],
    npm: null,
  },
  commands: { own: ['commands', 'workflows/[^/]+\\.messages\\.ts$', 'database', 'integrations', 'domain'], npm: null },
  api: { own: ['api', 'commands', 'database/queries', 'domain'], npm: null },
  admin: {
    own: [
      'admin',
      'api/(html|reply|dependencies|session-cookie)\\.ts$',
      'api/presenters/notification\\.ts$',
      'api/middleware',
      'commands',
      'database/(queries|models)',
      'database/personal-data\\.ts$',
      'domain',
    ],
    npm: null,
  },
  database: { own: ['database', 'domain'], npm: null },
  integrations: { own: ['integrations', 'domain'], npm: null },
  observability: { own: ['observability', 'database', 'domain'], npm: null },
};
const anyRoot =
  '^(domain|workflows|activities|commands|api|admin|portal|database|integrations|observability|tests|benchmarks|scripts|worker\\.ts|server\\.ts|config(-(limits|messages|site))?\\.ts)';
const startsWith = (places) => places.map((place) => `^${place}${place.endsWith('$') ? '' : '/'}`);

const ownRules = Object.entries(table).map(([folder, { own }]) => ({
  name: `${folder}-imports`,
  severity: 'error',
  comment: `${folder}/ may import only: ${own.join(', ')}`,
  from: { path: `^${folder}/`, pathNot: '\\.test\\.ts$' },
  to: { path: anyRoot, pathNot: startsWith(own) },
}));
const npmRules = Object.entries(table)
  .filter(([, { npm }]) => npm !== null)
  .map(([folder, { npm }]) => ({
    name: `${folder}-npm`,
    severity: 'error',
    comment: `${folder}/ may import from npm only: ${npm.join(', ') || 'nothing'}`,
    from: { path: `^${folder}/`, pathNot: '\\.test\\.ts$' },
    to: {
      dependencyTypesNot: ['local'],
      ...(npm.length ? { pathNot: npm.map((name) => `node_modules/${name}/`) } : {}),
    },
  }));

module.exports = {
  forbidden: [
    ...ownRules,
    ...npmRules,
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'config-read-by-roots-only',
      severity: 'error',
      comment: 'worker.ts, server.ts and scripts/ alone read the configuration',
      from: { path: '^(domain|workflows|activities|commands|api|admin|portal|database|integrations)/' },
      to: { path: '^config(-(limits|messages|site))?\\.ts$' },
    },
    {
      name: 'only-commands-call-temporal-client',
      severity: 'error',
      from: { path: '^(activities|api|admin|database|integrations)/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/@temporalio/client/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.data|\\.cache)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};

import { createServer, type ServerResponse } from 'node:http';
import { Registry } from 'prom-client';
import { createPanel, panelContents } from './admin/panel.ts';
import { createApp } from './api/app.ts';
import { openEngine } from './commands/engine.ts';
import { faultPointsIn, noFaults } from './commands/faults.ts';
import { signInGuard } from './commands/sign-in-limits.ts';
import { verificationWorkflowPage } from './commands/workflow-page.ts';
import { captchaSettings, engineAddress, filePlace, payerAccountNo, readConfig, workflowPages } from './config.ts';
import { codeLimits, lengthOfPasswords, triesOfSignIn } from './config-limits.ts';
import { mailSettings, smsSettings } from './config-messages.ts';
import { siteSettings } from './config-site.ts';
import { databaseClock } from './database/clock.ts';
import { openDatabase } from './database/knex.ts';
import { personalDataWith } from './database/personal-data.ts';
import { missingMigrations } from './database/queries/vital-signs.ts';
import { demoCodeSecret } from './database/seeds/demo-data.ts';
import { reportOf } from './domain/error-report.ts';
import { captchaOf } from './integrations/captcha/choose.ts';
import { typstTypesetter } from './integrations/documents/typst.ts';
import { filesAt } from './integrations/files/choose.ts';
import { mailOf } from './integrations/mail/choose.ts';
import { smsOf } from './integrations/sms/choose.ts';
import { registerServerMetrics } from './observability/http-metrics.ts';
import { openLog, statementLog } from './observability/log.ts';
import { serveMetrics } from './observability/metrics-server.ts';
import { registerProcessMetrics } from './observability/process-metrics.ts';

/** How long requests under way have to come to their end; an act waits up to 5 s for the engine. */
const drainMs = 10_000;

/** Tries to sign in from one address in 15 minutes: a campus is one address, a demo machine is everybody. */
const triesPerAddress = { production: 300, embedded: 100_000 };

/** One-time codes asked for from one address in 15 minutes. */
const codesPerAddress = { production: 300, embedded: 100_000 };

/** Pictures of one account in an hour: a verification takes up to six, a termination three. */
const uploadsPerAccount = { production: 100, embedded: 10_000 };

/** Tries from one address in 15 minutes to check an agreement with a wrong number or code. */
const wrongChecksPerAddress = { production: 300, embedded: 100_000 };

/** How long after the first readiness the panel is loaded in embedded mode: the start is over by then. */
const panelDelayMs = 5_000;

const config = readConfig();
const log = openLog('server', config.LOG_LEVEL);
const knex = openDatabase(config.DATABASE_URL, { poolMax: config.DATABASE_POOL_MAX, onStatement: statementLog(log) });
const engine = openEngine(engineAddress(config));
const registry = new Registry();
registerProcessMetrics(registry, knex);
const observeRequest = registerServerMetrics(registry, knex);

const personalData = personalDataWith({ dataKeys: config.DATA_KEYS, hashKey: config.HASH_KEY });
const outbox = { knex, seal: personalData };
const signInLimits = {
  ...triesOfSignIn(config),
  ...{ triesPerAddress: triesPerAddress[config.APP_MODE], addressWindowSeconds: 15 * 60 },
};
const { PUBLIC_ORIGINS: publicOrigins } = config;
const shared = {
  ...{ knex, engine, clock: databaseClock, personalData, log },
  files: await filesAt(filePlace(config)),
  faults: config.FAULT_DIR === undefined ? noFaults : faultPointsIn(config.FAULT_DIR),
};
const guard = signInGuard(knex, personalData, signInLimits);

const { TEMPORAL_UI_URL: temporalPages } = config;

const panel = createPanel({
  ...shared,
  guard,
  settings: {
    publicOrigins,
    mode: config.APP_MODE,
    ...(temporalPages === undefined
      ? {}
      : { workflowPage: (id: string) => verificationWorkflowPage(workflowPages(config, temporalPages), id) }),
  },
  contents: panelContents,
});
if (config.APP_MODE === 'production') await panel.load();

const app = createApp({
  ...shared,
  sms: smsOf(smsSettings(config), outbox),
  mail: mailOf(mailSettings(config), outbox),
  documents: typstTypesetter(),
  captcha: captchaOf(captchaSettings(config)),
  oneTimeCodes: codeLimits(config),
  panel: panel.handle,
  observeRequest,
  settings: {
    mode: config.APP_MODE,
    publicOrigins,
    trustedProxies: config.TRUSTED_PROXIES,
    optionalLetterFields: config.OPTIONAL_LETTER_FIELDS,
    cursorKey: config.CURSOR_KEY,
    bankCallbackKeys: config.BANK_CALLBACK_KEYS ?? [],
    uploadLimit: { tries: uploadsPerAccount[config.APP_MODE], windowSeconds: 3_600 },
    checkLimit: { tries: wrongChecksPerAddress[config.APP_MODE], windowSeconds: 15 * 60 },
    signInLimits,
    passwordCharacters: lengthOfPasswords(config),
    site: siteSettings(config),
    payerAccountNo: payerAccountNo(config),
    codesPerAddress: { tries: codesPerAddress[config.APP_MODE], windowSeconds: 15 * 60 },
    ...(config.APP_MODE === 'embedded' ? { demoCodeSecret } : {}),
  },
});

const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 });
const handle = app.callback();
const underWay = new Set<ServerResponse>();
server.on('request', (request, response) => {
  underWay.add(response);
  response.once('close', () => underWay.delete(response));
  if (!server.listening) closeAfter(response);
  if (config.APP_MODE === 'embedded' && request.url === '/health/ready') response.once('close', loadPanelSoon);
  void handle(request, response);
});

let panelLoading: NodeJS.Timeout | undefined;

/** A start on one machine waits for nobody's panel: AdminJS is loaded a while after the server has told that it is ready. */
function loadPanelSoon(this: ServerResponse): void {
  if (this.statusCode !== 200) return;
  const load = () => panel.load().catch((error: unknown) => log.warn({ error: reportOf(error) }, 'no panel yet'));
  panelLoading ??= setTimeout(() => void load(), panelDelayMs).unref();
}

/** While we drain, each answer is the last one on its connection. */
function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

server.once('error', (error) => {
  log.fatal({ error: reportOf(error), host: config.HOST, port: config.PORT }, 'cannot listen');
  process.exit(1);
});

const metricsServer = await serveMetrics(
  {
    metrics: () => registry.metrics(),
    notReady: async () => ((await missingMigrations(knex)).length === 0 ? null : 'MIGRATIONS'),
  },
  config.METRICS_HOST,
  config.METRICS_PORT,
);
server.listen(config.PORT, config.HOST, () => log.info({ host: config.HOST, port: config.PORT }, 'listening'));

/** Takes no new connection, lets requests under way end, then closes what they used. */
async function stop(): Promise<void> {
  log.info('stopping');
  underWay.forEach(closeAfter);
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await new Promise((closed) => server.close(closed));
  clearTimeout(cut);
  metricsServer.close();
  metricsServer.closeAllConnections();
  await engine.close();
  await knex.destroy();
  log.info('stopped');
}

let stopping: Promise<void> | undefined;
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    stopping ??= stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ error: reportOf(error) }, 'stopped badly');
        process.exit(1);
      },
    );
  });

import type { EmbeddedKeys } from './data-folder.ts';

/** What whoever starts the embedded mode may choose. */
export type EmbeddedSettings = {
  host: string;
  port: number;
  /** host:port by which this machine itself reaches the server. */
  reachedAt: string;
};

/** Reads HOST and PORT. Throws with the name of the one that is wrong. */
export function readSettings(env: NodeJS.ProcessEnv): EmbeddedSettings {
  const port = Number(env['PORT'] || '3000');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT must be a number from 1 to 65535, not '${env['PORT']}'. Example: PORT=3000 npm start`);
  }
  const host = env['HOST'] || '127.0.0.1';
  return { host, port, reachedAt: `${['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host}:${port}` };
}

/** The environment of worker and server (config.ts) in embedded mode; METRICS_PORT is each one's own. */
export function embeddedEnvironment(given: {
  env: NodeJS.ProcessEnv;
  settings: EmbeddedSettings;
  keys: EmbeddedKeys;
  filesDir: string;
  databaseUrl: string;
  temporalAddress: string;
  temporalUiUrl: string;
  workflowBundle: string;
}): NodeJS.ProcessEnv {
  const { env, settings, keys } = given;
  return {
    ...env,
    APP_MODE: 'embedded',
    HOST: settings.host,
    PORT: String(settings.port),
    METRICS_HOST: '127.0.0.1',
    DATABASE_URL: given.databaseUrl,
    TEMPORAL_ADDRESS: given.temporalAddress,
    TEMPORAL_NAMESPACE: embeddedNamespace,
    TEMPORAL_API_KEY: '',
    TEMPORAL_TLS: '',
    TEMPORAL_UI_URL: given.temporalUiUrl,
    DATA_KEYS: keys.dataKeys,
    HASH_KEY: keys.hashKey,
    CURSOR_KEY: keys.cursorKey,
    PUBLIC_ORIGINS: env['PUBLIC_ORIGINS'] || ['localhost', '127.0.0.1'].map(originAt(settings.port)).join(','),
    SMS_PROVIDER: 'sandbox',
    MAIL_PROVIDER: 'sandbox',
    CAPTCHA_PROVIDER: 'none',
    FILES_STORE: env['FILES_STORE'] || 'local',
    FILES_DIR: given.filesDir,
    BANK_PROVIDER: 'sandbox',
    WORKFLOW_BUNDLE: given.workflowBundle,
  };
}

export const embeddedNamespace = 'signing-platform';

// A browser leaves the usual port out of the origin it sends.
const originAt = (port: number) => (host: string) => (port === 80 ? `http://${host}` : `http://${host}:${port}`);

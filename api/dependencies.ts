import type { Middleware } from 'koa';
import type { AllowancePolicy } from '../commands/allowance.ts';
import type {
  CodeDependencies,
  CommandDependencies,
  FileDependencies,
  MessagingDependencies,
} from '../commands/dependencies.ts';
import type { DocumentDependencies } from '../commands/make-agreement.ts';
import type { OptionalLetterField } from '../domain/letters.ts';
import type { PasswordCharacters } from '../domain/passwords.ts';
import type { Site } from '../domain/site.ts';
import type { SignInGuard, SignInLimits } from '../commands/sign-in-limits.ts';

/** What the API needs to know of where it runs; made by server.ts from the configuration, by tests as they like. */
export interface ApiSettings {
  mode: 'embedded' | 'production';
  /** The origins pages of the platform are served from; unsafe calls of a browser must come from one of them. */
  publicOrigins: readonly string[];
  /** How many proxies of our own stand before the server: that many entries of X-Forwarded-For are believed. */
  trustedProxies: number;
  /** Signs list cursors; 32 bytes in base64. */
  cursorKey: string;
  signInLimits: SignInLimits;
  /** How long a password of a user may be. */
  passwordCharacters: PasswordCharacters;
  /** What the operator says of the platform itself. */
  site: Site;
  /** The account remittances come from, shown masked to whoever looks for the money; null where no bank is configured. */
  payerAccountNo: string | null;
  /** One-time codes that may be asked for from one address; whole campuses share one. */
  codesPerAddress: AllowancePolicy;
  /** The bank signs its call-backs with one of these; base64. Without any, every call-back is refused. */
  bankCallbackKeys: readonly string[];
  /** Pictures one account may upload. */
  uploadLimit: AllowancePolicy;
  /** Wrong tries of one address to check an agreement. */
  checkLimit: AllowancePolicy;
  /** The secret of the demo administrator's codes, for the front page; embedded mode only. */
  demoCodeSecret?: string;
  /** What a letter may hold beside the fields that are always there. */
  optionalLetterFields: readonly OptionalLetterField[];
  /** Holds every answer against its documented schema, and fails on a difference: for tests. */
  checkAnswers?: boolean;
}

/** One answered request, as metrics count it; `route` is the template, never the path. */
export interface ObservedRequest {
  method: string;
  route: string;
  status: number;
  seconds: number;
}

/** What `createApp` is given. */
export interface AppDependencies
  extends CommandDependencies, FileDependencies, MessagingDependencies, CodeDependencies, DocumentDependencies {
  settings: ApiSettings;
  /** The staff panel, which answers before the API what belongs to it. */
  panel?: Middleware;
  observeRequest?: (request: ObservedRequest) => void;
}

/** Everything routes work with. */
export interface ApiDependencies extends AppDependencies {
  guard: SignInGuard;
  /** The document of the routes served. */
  openApi: () => { openapi: string };
}

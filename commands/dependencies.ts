import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { Clock } from '../database/clock.ts';
import type { PersonalData } from '../database/personal-data.ts';
import type { OneTimeCodeLimits } from '../domain/one-time-codes.ts';
import type { Captcha } from '../integrations/captcha/captcha.ts';
import type { FileStore } from '../integrations/files/files.ts';
import type { MailSender } from '../integrations/mail/mail.ts';
import type { SmsSender } from '../integrations/sms/sms.ts';
import type { Engine } from './engine.ts';

/** What commands need; made once by server.ts and worker.ts. */
export interface CommandDependencies {
  knex: Knex;
  engine: Engine;
  clock: Clock;
  personalData: PersonalData;
  log: Logger;
  faults: FaultPoints;
}

/** What whoever keeps or reads files needs besides. */
export interface FileDependencies {
  files: FileStore;
}

/** What whoever sends one-time codes needs besides. */
export interface MessagingDependencies {
  sms: SmsSender;
  mail: MailSender;
  /** Asked before each SMS with a code, and for a password after wrong ones; without one nobody is asked. */
  captcha?: Captcha | undefined;
}

/** What whoever makes or takes one-time codes needs besides. */
export interface CodeDependencies {
  oneTimeCodes: OneTimeCodeLimits;
}

/** Places at which fault tests stop a process; in production every one is passed at once. */
export type FaultPoints = (point: FaultPoint) => Promise<void>;

/** The places, each a cell or two of the table in docs/faults.md. */
export type FaultPoint =
  | 'command-stored'
  | 'answer-before'
  | 'decision-open'
  | 'decision-committed'
  | 'effect-before'
  | 'effect-after'
  | 'row-done'
  | 'ground-changed'
  | 'page-open'
  | 'page-committed'
  | 'document-before'
  | 'document-after';

import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { FaultPoints, FileDependencies } from '../commands/dependencies.ts';
import type { DocumentDependencies } from '../commands/make-agreement.ts';
import type { Clock } from '../database/clock.ts';
import type { PersonalData } from '../database/personal-data.ts';
import type { Bank } from '../integrations/bank/bank.ts';
import type { SmsSender } from '../integrations/sms/sms.ts';

/** What the activities need; made once by worker.ts. */
export interface ActivityDependencies extends FileDependencies, DocumentDependencies {
  knex: Knex;
  clock: Clock;
  personalData: PersonalData;
  sms: SmsSender;
  bank: Bank;
  /** The origin that printed addresses lead to. */
  publicOrigin: string;
  log: Logger;
  faults: FaultPoints;
}

import type { Knex } from 'knex';
import type { Actor } from '../domain/permissions.ts';
import { AllowanceUsedUp, takeAllowance, type Allowance, type AllowancePolicy } from './allowance.ts';

/** Pictures one account may be sending to one server at once: those of a verification. */
const underWayMax = 6;

/** How many uploads of each account are under way on this server. */
const underWay = new Map<string, number>();

/** Counts an upload before it is read; it is under way until `end` is called. Throws AllowanceUsedUp. */
export async function beginUpload(
  knex: Knex,
  { accountId }: Actor,
  uploadLimit: AllowancePolicy,
): Promise<{ allowance: Allowance; end(): void }> {
  addUnderWay(accountId);
  const end = () => endUnderWay(accountId);
  try {
    return { allowance: await takeAllowance(knex, { name: 'uploads', key: accountId, ...uploadLimit }), end };
  } catch (error) {
    end();
    throw error;
  }
}

function addUnderWay(accountId: string): void {
  const others = underWay.get(accountId) ?? 0;
  if (others >= underWayMax) {
    const soon = { windowSeconds: 1, triesLeft: 0, resetSeconds: 1 };
    throw new AllowanceUsedUp({ name: 'uploads-under-way', tries: underWayMax, ...soon });
  }
  underWay.set(accountId, others + 1);
}

/** An account with none under way is forgotten, so that the map stays as small as what is going on. */
function endUnderWay(accountId: string): void {
  const others = (underWay.get(accountId) ?? 1) - 1;
  if (others === 0) underWay.delete(accountId);
  else underWay.set(accountId, others);
}

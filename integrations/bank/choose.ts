import type { Bank } from './bank.ts';
import type { BankAddress } from './exchange.ts';
import { httpsBank } from './https.ts';
import { noBank } from './none.ts';
import { sandboxBank, type SandboxBankDependencies } from './sandbox.ts';

/** Which bank, and for https where and as whom. */
export type BankSettings = { provider: 'sandbox' | 'https' | 'none' } & BankAddress;

/** The bank that the configuration names. */
export function bankOf(settings: BankSettings, deps: SandboxBankDependencies): Bank {
  switch (settings.provider) {
    case 'sandbox':
      return sandboxBank(deps);
    case 'https':
      return httpsBank(settings);
    case 'none':
      return noBank;
  }
}

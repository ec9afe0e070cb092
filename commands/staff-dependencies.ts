import type { CommandDependencies } from './dependencies.ts';
import type { SignInGuard } from './sign-in-limits.ts';

/** What the panel's sign-in needs. */
export type StaffDependencies = Pick<CommandDependencies, 'knex' | 'personalData' | 'clock'> & { guard: SignInGuard };

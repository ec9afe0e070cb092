import type { ApiSettings } from '../api/dependencies.ts';
import type { CommandDependencies } from '../commands/dependencies.ts';
import type { StaffDependencies } from '../commands/staff-dependencies.ts';
import type { PanelContents } from './contents.ts';

/** What the panel is given. */
export interface PanelDependencies extends StaffDependencies, Pick<CommandDependencies, 'engine' | 'log'> {
  settings: Pick<ApiSettings, 'publicOrigins'>;
  contents: PanelContents;
}

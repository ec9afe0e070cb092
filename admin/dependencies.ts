import type { ApiSettings } from '../api/dependencies.ts';
import type { CommandDependencies, FileDependencies } from '../commands/dependencies.ts';
import type { StaffDependencies } from '../commands/staff-dependencies.ts';
import type { PanelContents } from './contents.ts';

/** What the panel needs to know of where it runs. */
export interface PanelSettings extends Pick<ApiSettings, 'publicOrigins' | 'mode'> {
  /** The page that shows the workflow of a verification; absent where none is known. */
  workflowPage?: (verificationId: string) => string;
}

/** What the panel is given. */
export interface PanelDependencies extends StaffDependencies, CommandDependencies, FileDependencies {
  settings: PanelSettings;
  contents: PanelContents;
}

import { heartbeat } from '@temporalio/activity';
import type { ImportKind } from '../domain/vocabulary/import-kind.ts';
import { Import } from '../database/models/import.ts';
import type { ImportPorts } from '../workflows/imports.ports.ts';
import { createFavoritesPage } from './imports/favorites-page.ts';
import { createGraduatesPage } from './imports/graduates-page.ts';
import type { GoThroughPage, ImportDependencies } from './imports/page.ts';

/** Goes through imports; what a kind of them does with a page stands in activities/imports/. */
export function createImportPage(deps: ImportDependencies, progress: () => void = heartbeat): ImportPorts {
  const pageOf: Record<ImportKind, GoThroughPage> = {
    FAVORITES: createFavoritesPage(deps),
    GRADUATES: createGraduatesPage(deps),
  };
  return {
    async importPage({ importId }) {
      progress();
      const { kind } = await Import.query(deps.knex).findById(importId).throwIfNotFound();
      const answer = await pageOf[kind](importId, progress);
      await deps.faults('page-committed');
      return answer;
    },
  };
}

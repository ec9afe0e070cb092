import { storeImport } from '../../commands/store-import.ts';
import { importsWorkflowId } from '../../workflows/imports.messages.ts';
import { eventually } from '../support/eventually.ts';
import { buildEmployer, idNumberNo } from '../support/factories.ts';
import type { TestPlatform } from '../support/platform.ts';

const rows = 126; // one more than a page holds

/** A file of favorites nobody is found for, gone through to its end; answers the workflow's id. */
export async function recordImport(platform: TestPlatform): Promise<string> {
  const { employerId, accountId } = await buildEmployer(platform);
  const call = { accountId, requestId: 'recorded', clientAddress: null };
  const cells = Array.from({ length: rows }, (_, i) => ['无人', idNumberNo(i), '无校', '']);
  const importId = await storeImport(
    platform,
    { kind: 'FAVORITES', owner: { employerId }, call },
    cells.map((each, i) => ({ row: i + 2, cells: each, outcome: null, reasons: null })),
  );
  await eventually(async () => {
    const { finishedAt } = await platform.knex('import').where({ id: importId }).first<{ finishedAt: string | null }>();
    if (finishedAt === null) throw new Error('goes on');
  }, 60_000);
  return importsWorkflowId(importId);
}

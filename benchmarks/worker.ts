import { Worker } from '@temporalio/worker';
import pg from 'pg';
import type { FloorActivities } from './workflows/floor.workflow.ts';

/**
 * The product's own worker.ts, unchanged, with one activity more on each of its task queues: the floor's, which inserts one
 * row with the plain driver. The bundle with the floor's workflows comes by WORKFLOW_BUNDLE.
 */
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 20, allowExitOnIdle: true });

const floor: FloorActivities = {
  async insertOneRow(rowId) {
    // Prepared once per connection, so that the floor is as low as it can be; run twice after a timeout it finds its row.
    await pool.query({
      name: 'insert',
      text: 'insert into bench_row (id) values ($1) on conflict do nothing',
      values: [rowId],
    });
  },
};

const create = Worker.create.bind(Worker);
Worker.create = (options) => create({ ...options, activities: { ...options.activities, ...floor } });
await import('../worker.ts');
await pool.end();

import type { Knex } from 'knex';
import { collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client';

/** One answered request; `route` is a template, so that there are only so many series. */
interface AnsweredRequest {
  method: string;
  route: string;
  status: number;
  seconds: number;
}

/** What the server tells of itself: how long requests take by route, its pool, its event loop. Answers where to report requests. */
export function registerServerMetrics(registry: Registry, knex: Knex): (request: AnsweredRequest) => void {
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'platform_http_request_seconds',
    help: 'Time to answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const pool = knex.client.pool as { numUsed(): number; numFree(): number; numPendingAcquires(): number };
  new Gauge({
    name: 'platform_database_connections',
    help: 'Connections of the pool, and callers that wait for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'used' }, pool.numUsed());
      this.set({ state: 'free' }, pool.numFree());
      this.set({ state: 'awaited' }, pool.numPendingAcquires());
    },
  });
  return ({ method, route, status, seconds }) => durations.observe({ method, route, status }, seconds);
}

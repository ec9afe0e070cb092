import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a part shows to its operator, away from the public port. */
export interface MetricsSource {
  /** Prometheus text. */
  metrics(): Promise<string>;
  /** Null when ready, else what is missing, as a code. */
  notReady(): Promise<string | null>;
}

/** Serves /metrics, /health/live and /health/ready on a port of its own. */
export async function serveMetrics(source: MetricsSource, host: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: string, type: string) =>
      response.writeHead(status, { 'content-type': type }).end(body);
    const respond = async () => {
      switch (request.url) {
        case '/metrics':
          return answer(200, await source.metrics(), 'text/plain; version=0.0.4; charset=utf-8');
        case '/health/live':
          return answer(200, JSON.stringify({ status: 'live' }), 'application/json');
        case '/health/ready': {
          const missing = await source.notReady();
          const body = missing === null ? { status: 'ready' } : { status: 'not ready', missing };
          return answer(missing === null ? 200 : 503, JSON.stringify(body), 'application/json');
        }
        default:
          return answer(404, '{}', 'application/json');
      }
    };
    respond().catch(() => answer(500, '{}', 'application/json'));
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, host, listening);
  });
  return server;
}

/** A loopback port that is free now, for a part that must be told its port beforehand. */
export async function freeLoopbackPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

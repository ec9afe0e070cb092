import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { S3Place } from '../../integrations/files/s3.ts';
import { freePort } from './servers.ts';

interface Server {
  run(): Promise<unknown>;
  close(): Promise<void>;
}
// It has no types of its own.
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => Server;

/** A local object store with one empty bucket. */
export async function startS3(): Promise<{ place: S3Place; stop(): Promise<void> }> {
  const [directory, port, bucket] = [mkdtempSync(path.join(tmpdir(), 's3-')), await freePort(), 'files'];
  const address = '127.0.0.1';
  const server = new S3rver({ ...{ address, port, directory }, silent: true, configureBuckets: [{ name: bucket }] });
  await server.run();
  const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  return {
    place: { endpoint: `http://${address}:${port}`, region: 'us-east-1', bucket, pathStyle: true, ...credentials },
    async stop() {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

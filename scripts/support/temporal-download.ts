import { execFile } from 'node:child_process';
import { createWriteStream, chmodSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { z } from 'zod';

const DownloadInfo = z.object({ archiveUrl: z.url({ protocol: /^https$/ }), fileToExtract: z.string().min(1) });

/**
 * Fetches a program from its maker's download service, the one the SDK uses for its own test servers.
 * Where the network does not lead there this fails at once; a service that does not answer gets 5 s.
 */
export async function fetchFromMaker(artifact: string, version: string, workDir: string): Promise<string> {
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch as string];
  const platform = { linux: 'linux', darwin: 'darwin' }[process.platform as string];
  if (!arch || !platform) throw new Error(`nothing for ${process.platform} on ${process.arch}`);
  const url = `https://temporal.download/${artifact}/v${version}?arch=${arch}&platform=${platform}&format=tar.gz`;
  const answer = await ask(url, 5_000);
  const { archiveUrl, fileToExtract } = DownloadInfo.parse(await answer.json());
  const archive = path.join(workDir, 'archive.tar.gz');
  const body = (await ask(archiveUrl, 300_000)).body;
  if (!body) throw new Error('the archive is empty');
  await pipeline(Readable.fromWeb(body), createWriteStream(archive));
  await promisify(execFile)('tar', ['-xzf', archive, '-C', workDir, fileToExtract]);
  const program = path.join(workDir, fileToExtract);
  chmodSync(program, 0o755);
  return program;
}

async function ask(url: string, timeoutMs: number): Promise<Response> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).catch((error: unknown) => {
    const cause = (error as { cause?: { code?: string } }).cause?.code;
    throw new Error(cause ?? (error instanceof Error ? error.message : String(error)));
  });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer;
}

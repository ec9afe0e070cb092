import { tsImport } from 'tsx/esm/api';

/** Starts what all test files share; they find it by the TEST_ variables named in test-servers.ts. */
export default async function setUp() {
  const { startTestServers } = await tsImport('./test-servers.ts', import.meta.url);
  globalThis.testServers = await startTestServers();
}

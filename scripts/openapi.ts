import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openApiDocument } from '../api/openapi.ts';
import { allRoutes } from '../api/routes/all.ts';

/** Where the document is committed. */
export const openApiFile = new URL('../openapi.json', import.meta.url);

/** The document as it is committed. */
export function openApiText(): string {
  return `${JSON.stringify(openApiDocument(allRoutes), null, 2)}\n`;
}

/** Whether the committed document is the one the routes make. */
export async function isOpenApiCurrent(): Promise<boolean> {
  return (await readFile(openApiFile, 'utf8').catch(() => '')) === openApiText();
}

// Run as a program, it writes the file; imported by the test, it does nothing.
if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(openApiFile, openApiText());

import { describe, expect, test } from '@jest/globals';
import { openApiDocument } from '../../api/openapi.ts';
import { needsKey } from '../../api/route.ts';
import { allRoutes } from '../../api/routes/all.ts';
import { isOpenApiCurrent } from '../../scripts/openapi.ts';

const document = openApiDocument(allRoutes);
const documented = allRoutes.filter((route) => route.documented);

describe('openapi.json', () => {
  test('as committed is what the routes say; `npm run openapi` writes it', async () => {
    expect(await isOpenApiCurrent()).toBe(true);
  });

  test('has every documented route, with an answer and the problem document', () => {
    for (const { path, method, answers } of documented) {
      const operation = document.paths?.[path]?.[method];
      expect(Object.keys(operation?.responses ?? {})).toEqual(
        expect.arrayContaining([...Object.keys(answers), 'default']),
      );
    }
  });

  test('names each operation once, and each route stands once', () => {
    const operations = Object.values(document.paths ?? {}).flatMap((item) => Object.values(item as object));
    const ids = operations.map(({ operationId }: { operationId: string }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(allRoutes.map(({ path, method }) => `${method} ${path}`)).size).toBe(allRoutes.length);
  });

  test('asks for the key of every act and the version of every decision', () => {
    for (const route of documented.filter(needsKey)) {
      const parameters = (document.paths?.[route.path]?.[route.method]?.parameters ?? []) as { name: string }[];
      const names = parameters.map(({ name }) => name);
      expect(names).toContain('Idempotency-Key');
      expect(names.includes('If-Match')).toBe(route.kind === 'decision');
    }
  });

  test('names the parameters of every path', () => {
    for (const { path, params } of allRoutes) expect(params === undefined).toBe(!path.includes('{'));
  });
});

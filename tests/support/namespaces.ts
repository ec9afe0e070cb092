import { randomUUID } from 'node:crypto';
import { addNamespace, addSearchAttributes } from '../../scripts/support/temporal-admin.ts';
import { searchAttributes } from '../../scripts/support/temporal.ts';
import { testVariable } from './servers.ts';

/** A fresh namespace with the product's search attributes on the shared dev server; its name. */
export async function createNamespace(): Promise<string> {
  const address = testVariable('TEST_TEMPORAL_ADDRESS');
  const namespace = `test-${randomUUID()}`;
  await addNamespace(address, namespace);
  await addSearchAttributes(address, namespace, searchAttributes);
  return namespace;
}

import { Client, Connection } from '@temporalio/client';
import { testVariable } from './servers.ts';

/** A client of one's own on the shared dev server, for looking behind the product's back. */
export async function openClient(namespace: string): Promise<Client> {
  const connection = await Connection.connect({ address: testVariable('TEST_TEMPORAL_ADDRESS') });
  return new Client({ connection, namespace });
}

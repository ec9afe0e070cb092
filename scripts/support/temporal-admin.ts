import { Connection } from '@temporalio/client';

// As numbered in Temporal's API (enums/v1: INDEXED_VALUE_TYPE_KEYWORD) and in gRPC.
const keyword = 2;
const alreadyExists = 6;

async function withConnection<T>(address: string, act: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = Connection.lazy({ address, connectTimeout: 2_000 });
  try {
    return await connection.withDeadline(Date.now() + 5_000, () => act(connection));
  } finally {
    await connection.close();
  }
}

/** Whether a Temporal server answers at this address and knows the namespace; without one: whether it answers at all. */
export async function serves(address: string, namespace?: string): Promise<boolean> {
  try {
    await withConnection(address, async ({ workflowService }) => {
      await workflowService.getSystemInfo({});
      if (namespace !== undefined) await workflowService.describeNamespace({ namespace });
    });
    return true;
  } catch {
    return false;
  }
}

/** Registers a namespace; one that is there already is as good. */
export async function addNamespace(address: string, namespace: string): Promise<void> {
  await withConnection(address, async ({ workflowService }) => {
    // A plain number is taken as well as a Long, though the generated types do not say so.
    const day = { seconds: 86_400 as never };
    await unlessItExists(workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: day }));
  });
}

/** Registers search attributes of type Keyword; those that are there already stay as they are. */
export async function addSearchAttributes(address: string, namespace: string, names: readonly string[]): Promise<void> {
  await withConnection(address, async ({ operatorService }) => {
    const known = (await operatorService.listSearchAttributes({ namespace })).customAttributes;
    const missing = names.filter((name) => known[name] === undefined);
    if (missing.length === 0) return;
    const attributes = Object.fromEntries(missing.map((name) => [name, keyword]));
    await unlessItExists(operatorService.addSearchAttributes({ namespace, searchAttributes: attributes }));
  });
}

async function unlessItExists(attempt: Promise<unknown>): Promise<void> {
  await attempt.catch((error: { code?: number }) => {
    if (error.code !== alreadyExists) throw error;
  });
}

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sandboxBank } from '../../integrations/bank/sandbox.ts';
import { apiOf, startApi, type TestApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const path = '/sandbox/bank/transfers';

test('a payment is there from the send on, with account and amount in full', async () => {
  expect((await api.call('get', path)).body).toEqual({ items: [] });
  const { knex, clock, personalData: seal } = api;
  const order = {
    paymentReference: 'r-1',
    payeeName: 'n',
    accountNo: '6222020200009001',
    branchName: 'b',
    amount: '1.78',
  };
  await sandboxBank({ knex, clock, seal }).pay(order);
  const { status, body } = await api.call('get', path);
  expect([status, body]).toEqual([
    200,
    {
      items: [
        {
          paymentReference: 'r-1',
          accountNo: '6222020200009001',
          amount: '1.78',
          outcome: 'PENDING',
          at: expect.any(String),
        },
      ],
    },
  ]);
});

test('in production there is no such place', async () => {
  const answer = await apiOf(api, { mode: 'production' }).call('get', path);
  expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND']);
});

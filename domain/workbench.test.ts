import { expect, test } from '@jest/globals';
import type { EmployerUser } from './permissions.ts';
import { verificationStatusCodes } from './vocabulary/verification-status.ts';
import { entriesOf, verificationDue } from './workbench.ts';

test('a verification is due with its unit exactly where it waits for the unit', () => {
  const due = verificationStatusCodes.flatMap((status) => {
    const what = verificationDue(status);
    return what === null ? [] : [[status, what]];
  });
  expect(due).toEqual([
    ['AWAITING_AMOUNT', 'AMOUNT_TO_ENTER'],
    ['BANK_FAILED', 'BANK_DATA_TO_CORRECT'],
    ['NEEDS_SUPPLEMENT', 'SUPPLEMENT_TO_HAND_IN'],
  ]);
});

test('who may not begin anything still comes to the records', () => {
  const user: EmployerUser = {
    ...{ userType: 'EMPLOYER', accountId: 'a', sessionId: 's', employerId: 'e' },
    ...{ membership: 'APPROVED', employerVerified: true },
  };
  const open = (actor: EmployerUser) => entriesOf(actor).flatMap(({ code, isOpen }) => (isOpen ? [code] : []));
  expect(open(user)).toEqual(['ADD_GRADUATE', 'SIGNINGS', 'INVITE']);
  expect(open({ ...user, employerVerified: false })).toEqual(['SIGNINGS']);
});

import { expect, test } from '@jest/globals';
import { statusesOfTab } from './signing-tabs.ts';
import { signingStatusCodes } from './vocabulary/signing-status.ts';
import { signingTabCodes } from './vocabulary/signing-tab.ts';

test('every status stands in exactly one tab', () => {
  const shown = signingTabCodes.flatMap((tab) => statusesOfTab(tab));
  expect([...shown].sort()).toEqual([...signingStatusCodes].sort());
});

import { staffRoleCodes } from '../domain/vocabulary/staff-role.ts';
import type { PanelCall } from './calls.ts';
import { panelRoot } from './gate.ts';
import type { PanelPage } from './contents.ts';
import { fileCall } from './files.ts';
import { maySee } from './roles.ts';
import { verificationActs } from './verification-acts.ts';
import { readCase } from './verification-case.ts';
import { readQueue } from './verification-queue.ts';

/** 认证审核: the queue, and with `?id=` one case of it. */
export const verificationsPage: PanelPage = {
  id: 'verifications',
  label: '认证审核',
  note: '审核单位上传的材料',
  isSeenBy: (role) => maySee(role, 'verifications'),
  component: 'Verifications',
  read: () => Promise.resolve({}),
};

const reading = { method: 'GET', roles: staffRoleCodes.filter((role) => maySee(role, 'verifications')) } as const;

/** What that page asks for. */
export const verificationCalls: readonly PanelCall[] = [
  {
    ...reading,
    path: `${panelRoot}/api/verifications`,
    answer: ({ deps, ctx, member }) => readQueue(deps, ctx, member),
  },
  {
    ...reading,
    path: `${panelRoot}/api/verifications/{id}`,
    answer: ({ deps, member, id }) => readCase(deps, member, id),
  },
  ...verificationActs,
  fileCall,
];

import type { SupplementReason } from '../domain/vocabulary/supplement-reason.ts';
import type { VerificationScope } from '../domain/vocabulary/verification-scope.ts';

/** The account money is sent to, as it was typed, without spaces. */
export interface CorporateAccount {
  corporateAccountNo: string;
  bankBranchName: string;
  /** 银联号. */
  cnapsCode?: string | undefined;
}

/** What a unit hands in by one method. Source: api.md §5. */
export type SwitchMethodBody =
  | { method: 'REMITTANCE'; fileIds: readonly string[]; bank: CorporateAccount }
  | { method: 'MATERIALS'; fileIds: readonly string[] };

/** 提交认证: the same, for which unit, where it is to be valid (nationally unless told), and in embedded mode how long everybody may take. */
export type SubmitBody = SwitchMethodBody & {
  employerId: string;
  scope?: VerificationScope | undefined;
  sandboxDeadlineSeconds?: number | undefined;
};

/** The amount somebody read off the account: `1.78`. */
export interface AmountBody {
  amount: string;
}

/** 补传认证材料. */
export interface SupplementBody {
  files: readonly { replacesFileId?: string | undefined; fileId: string }[];
  note?: string | undefined;
}

/** 撤回. */
export type WithdrawBody = Record<never, never>;

/** Staff approve, at the version they saw. */
export interface ApproveBody {
  expectedSeq: number;
}

/** Staff ask for files anew. */
export interface RequestSupplementBody {
  expectedSeq: number;
  files: readonly { fileId: string; reasons: readonly SupplementReason[]; text?: string | undefined }[];
  sandboxDeadlineSeconds?: number | undefined;
}

/** Staff reject. */
export interface RejectBody {
  expectedSeq: number;
  reasonCode: SupplementReason;
  reason: string;
}

/** The bank paid one send. */
export interface RemittanceSettledBody {
  attempt: number;
}

/** The bank gave one send back. */
export interface RemittanceReturnedBody {
  attempt: number;
  holderMismatch?: boolean | undefined;
}

/** The bank did not take one send. */
export type RemittanceRejectedBody = RemittanceReturnedBody;

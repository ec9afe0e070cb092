import { z } from 'zod';
import { verificationFilesMax } from '../../domain/employer-verification-review.ts';
import { fenOf } from '../../domain/payments.ts';
import { verificationScopeCodes } from '../../domain/vocabulary/verification-scope.ts';
import { Id, optionalText, SandboxDeadlineSeconds, text, wrong } from './common.ts';

const bankBranchNameCharactersMax = 100;
const accountNoCharactersMax = 60;
const noteCharactersMax = 500;

/** Digits people type in groups, given on without the spaces. */
function digits({ form, example }: { form: RegExp; example: string }) {
  return z
    .string()
    .max(accountNoCharactersMax)
    .transform((typed) => typed.normalize('NFKC').replace(/\s/g, ''))
    .superRefine((number, ctx) => {
      if (number === '') ctx.addIssue(wrong('REQUIRED'));
      else if (!form.test(number)) ctx.addIssue(wrong('WRONG_FORMAT'));
    })
    .meta({ type: 'string', pattern: form.source, example });
}

/** Beside so many files that have a place of their own. */
const otherFileIds = (beside: number) =>
  z
    .array(Id)
    .max(verificationFilesMax - beside)
    .optional();

/** 选择平台: both are there to be chosen, one of them is switched on. Source: domain.md §15, no. 19. */
const scope = z.enum(verificationScopeCodes).superRefine((chosen, ctx) => {
  if (chosen === 'PROVINCIAL') ctx.addIssue(wrong('SCOPE_NOT_OPEN'));
});

const remittance = {
  method: z.literal('REMITTANCE'),
  corporateAccountNo: digits({ form: /^\d{8,30}$/, example: '6222020200001234' }),
  bankBranchName: text({ max: bankBranchNameCharactersMax }),
  cnapsCode: digits({ form: /^\d{12}$/, example: '102100099996' }).optional(),
  signingAuthorizationLetterFileId: Id,
  otherFileIds: otherFileIds(1),
};

const materials = {
  method: z.literal('MATERIALS'),
  businessLicenseFileId: Id.optional().describe('This or usccCertificateFileId.'),
  usccCertificateFileId: Id.optional(),
  signingAuthorizationLetterFileId: Id,
  otherFileIds: otherFileIds(2),
};

interface MaterialFiles {
  businessLicenseFileId?: string | undefined;
  usccCertificateFileId?: string | undefined;
  otherFileIds?: string[] | undefined;
}

/** The licence or the certificate, and no more files than a verification may hold. Source: domain.md §3.4. */
function checkMaterial(material: MaterialFiles, ctx: z.RefinementCtx): void {
  const { businessLicenseFileId, usccCertificateFileId, otherFileIds = [] } = material;
  const proofs = [businessLicenseFileId, usccCertificateFileId].filter((id) => id !== undefined).length;
  if (proofs === 0) ctx.addIssue({ ...wrong('AT_LEAST_ONE'), path: ['businessLicenseFileId'] });
  if (proofs + 1 + otherFileIds.length > verificationFilesMax)
    ctx.addIssue({ ...wrong('TOO_MANY', { atMost: verificationFilesMax - proofs - 1 }), path: ['otherFileIds'] });
}

/** 提交认证, by one of the two methods. */
export const NewVerification = z
  .discriminatedUnion('method', [
    z
      .strictObject({ scope, ...remittance, sandboxDeadlineSeconds: SandboxDeadlineSeconds })
      .meta({ id: 'NewRemittanceVerification' }),
    z
      .strictObject({ scope, ...materials, sandboxDeadlineSeconds: SandboxDeadlineSeconds })
      .superRefine(checkMaterial)
      .meta({ id: 'NewMaterialsVerification' }),
  ])
  .meta({ id: 'NewVerification' });

/** 更换认证方式, or corrected bank data; the scope is the one of the verification. */
export const MethodSwitch = z
  .discriminatedUnion('method', [
    z.strictObject({ scope: scope.optional(), ...remittance }).meta({ id: 'SwitchToRemittance' }),
    z
      .strictObject({ scope: scope.optional(), ...materials })
      .superRefine(checkMaterial)
      .meta({ id: 'SwitchToMaterials' }),
  ])
  .meta({ id: 'MethodSwitch' });

/** What a unit hands in by one method, as it was sent. */
export type HandedIn = z.output<typeof MethodSwitch>;

/** 填写汇款金额 */
export const EnteredAmount = z
  .strictObject({
    amount: z
      .string()
      .superRefine((amount, ctx) => {
        if (amount === '') ctx.addIssue(wrong('REQUIRED'));
        else if (!/^\d{1,12}\.\d{2}$/.test(amount)) ctx.addIssue(wrong('WRONG_FORMAT'));
        else if (fenOf(amount) === null) ctx.addIssue(wrong('OUT_OF_RANGE'));
      })
      .meta({ type: 'string', pattern: '^[01]\\.\\d{2}$', example: '1.78' })
      .describe('0.01 to 1.99; anything else costs no try.'),
  })
  .meta({ id: 'EnteredAmount' });

/** 补传认证材料 */
export const Supplement = z
  .strictObject({
    files: z
      .array(z.strictObject({ replacesFileId: Id.optional(), fileId: Id }))
      .min(1)
      .max(verificationFilesMax),
    note: optionalText({ max: noteCharactersMax, lines: true }),
  })
  .meta({ id: 'Supplement' });

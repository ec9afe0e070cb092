import type { findEmployer } from '../../database/queries/employer.ts';

type EmployerRecord = NonNullable<Awaited<ReturnType<typeof findEmployer>>>;

/** 单位信息 as its own users see it. */
export function presentEmployer(employer: EmployerRecord) {
  return {
    id: employer.id,
    verificationState: employer.verificationState,
    name: employer.name,
    uscc: employer.uscc,
    nameInForce: employer.nameInForce,
    usccInForce: employer.usccInForce,
    industry: employer.industry,
    gbIndustrySection: employer.gbIndustrySection,
    businessScope: employer.businessScope,
    unitNature: employer.unitNature,
    unitType: employer.unitType,
    sizeBand: employer.sizeBand,
    regionCode: employer.regionCode,
    address: employer.address,
    website: employer.website,
    introduction: employer.introduction,
    logoFileId: employer.logoFileId,
  };
}

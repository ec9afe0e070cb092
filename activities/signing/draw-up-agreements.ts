/**
 * The statement that draws up the agreements of signings, which a part or a query names: what may change later is kept as it is
 * now, whatever becomes of the unit. Source: domain.md §6.6.
 */
export function drawingUpAgreements(signings: string): string {
  return `insert into agreement (signing_id, employer_name, uscc, unit_nature, unit_type, industry, gb_industry_section, region_code,
      address, college_name)
    select s.id, e.name_in_force, e.uscc_in_force, e.unit_nature, e.unit_type, e.industry, e.gb_industry_section, e.region_code,
      e.address, c.name
    from ${signings} s join employer e on e.id = s.employer_id join college c on c.id = s.college_id`;
}

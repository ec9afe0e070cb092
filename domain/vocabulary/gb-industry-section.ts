import { codesOf, type Term } from './term.ts';

/**
 * The sections of GB/T 4754 with the code used in graduate statistics. The armed forces have no section, only the
 * statistics code, which then serves as code. Source: domain.md §11.5.
 */
export const gbIndustrySections = [
  { code: 'A', zh: '农林牧渔', en: 'Agriculture, forestry, husbandry, fishery', statisticsCode: '11' },
  { code: 'B', zh: '采矿', en: 'Mining', statisticsCode: '21' },
  { code: 'C', zh: '制造', en: 'Manufacturing', statisticsCode: '22' },
  { code: 'D', zh: '电力热力燃气水', en: 'Electricity, heat, gas, water', statisticsCode: '23' },
  { code: 'E', zh: '建筑', en: 'Construction', statisticsCode: '24' },
  { code: 'F', zh: '批发零售', en: 'Wholesale and retail', statisticsCode: '31' },
  { code: 'G', zh: '交通仓储邮政', en: 'Transport, storage, post', statisticsCode: '32' },
  { code: 'H', zh: '住宿餐饮', en: 'Hotels and catering', statisticsCode: '33' },
  { code: 'I', zh: '信息传输软件', en: 'Information transmission and software', statisticsCode: '34' },
  { code: 'J', zh: '金融', en: 'Finance', statisticsCode: '35' },
  { code: 'K', zh: '房地产', en: 'Real estate', statisticsCode: '36' },
  { code: 'L', zh: '租赁商务', en: 'Leasing and business services', statisticsCode: '37' },
  { code: 'M', zh: '科研技术', en: 'Scientific research and technical services', statisticsCode: '38' },
  { code: 'N', zh: '水利环境公共设施', en: 'Water, environment, public facilities', statisticsCode: '39' },
  { code: 'O', zh: '居民服务', en: 'Residential services', statisticsCode: '41' },
  { code: 'P', zh: '教育', en: 'Education', statisticsCode: '42' },
  { code: 'Q', zh: '卫生社会工作', en: 'Health and social work', statisticsCode: '43' },
  { code: 'R', zh: '文体娱乐', en: 'Culture, sports, entertainment', statisticsCode: '44' },
  {
    code: 'S',
    zh: '公共管理社保社会组织',
    en: 'Public administration, social security, social organisations',
    statisticsCode: '45',
  },
  { code: 'T', zh: '国际组织', en: 'International organisations', statisticsCode: '46' },
  { code: '80', zh: '军队', en: 'Armed forces', statisticsCode: '80' },
] as const satisfies readonly (Term & { statisticsCode: string })[];

/** A code of gbIndustrySections. */
export type GbIndustrySection = (typeof gbIndustrySections)[number]['code'];

/** The codes of gbIndustrySections, in its order. */
export const gbIndustrySectionCodes = codesOf(gbIndustrySections);

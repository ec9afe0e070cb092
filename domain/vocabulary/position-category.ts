import { codesOf, type Term } from './term.ts';

/** 职位类别代码. Source: domain.md §11.6. */
export const positionCategories = [
  { code: '10', zh: '公务员', en: 'Civil servants' },
  { code: '11', zh: '科学研究人员', en: 'Scientific researchers' },
  { code: '13', zh: '工程技术人员', en: 'Engineers and technicians' },
  { code: '17', zh: '农林牧渔业技术人员', en: 'Agricultural, forestry and fishery technicians' },
  { code: '19', zh: '卫生专业技术人员', en: 'Health professionals' },
  { code: '21', zh: '经济业务人员', en: 'Economic professionals' },
  { code: '22', zh: '金融业务人员', en: 'Finance professionals' },
  { code: '23', zh: '法律专业人员', en: 'Legal professionals' },
  { code: '24', zh: '教学人员', en: 'Teachers' },
  { code: '25', zh: '文学艺术工作人员', en: 'Literature and art workers' },
  { code: '26', zh: '体育工作人员', en: 'Sports workers' },
  { code: '27', zh: '新闻出版和文化工作人员', en: 'Journalism, publishing and culture workers' },
  { code: '29', zh: '其他专业技术人员', en: 'Other professionals and technicians' },
  { code: '30', zh: '办事人员和有关人员', en: 'Clerical and related workers' },
  { code: '40', zh: '商业和服务业人员', en: 'Commerce and service workers' },
  { code: '60', zh: '生产和运输设备操作人员', en: 'Production and transport equipment operators' },
  { code: '80', zh: '军人', en: 'Military personnel' },
  { code: '90', zh: '其他人员', en: 'Others' },
] as const satisfies readonly Term[];

/** A code of positionCategories. */
export type PositionCategory = (typeof positionCategories)[number]['code'];

/** The codes of positionCategories, in its order. */
export const positionCategoryCodes = codesOf(positionCategories);

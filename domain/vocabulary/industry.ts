import { codesOf, type Term } from './term.ts';

/**
 * 所属行业: the recruiting site's list, beside the statistical one of gb-industry-section.
 *
 * domain.md §3.2 breaks the list off after 旅游/度假; the rest is the same public list to its end, so that every unit finds itself.
 * Source: domain.md §3.2.
 */
export const industries = [
  { code: 'INTERNET_ECOMMERCE', zh: '互联网/电子商务', en: 'Internet and e-commerce' },
  { code: 'COMPUTER_SOFTWARE', zh: '计算机软件', en: 'Computer software' },
  { code: 'IT_SERVICES', zh: 'IT服务(系统/数据/维护)', en: 'IT services (systems, data, maintenance)' },
  {
    code: 'ELECTRONICS_SEMICONDUCTORS',
    zh: '电子技术/半导体/集成电路',
    en: 'Electronics, semiconductors, integrated circuits',
  },
  { code: 'COMPUTER_HARDWARE', zh: '计算机硬件', en: 'Computer hardware' },
  { code: 'TELECOM_EQUIPMENT', zh: '通信/电信/网络设备', en: 'Telecommunication and network equipment' },
  { code: 'TELECOM_OPERATION', zh: '通信/电信运营、增值服务', en: 'Telecommunication operation and services' },
  { code: 'ONLINE_GAMES', zh: '网络游戏', en: 'Online games' },
  { code: 'FUNDS_SECURITIES_INVESTMENT', zh: '基金/证券/期货/投资', en: 'Funds, securities, futures, investment' },
  { code: 'INSURANCE', zh: '保险', en: 'Insurance' },
  { code: 'BANKING', zh: '银行', en: 'Banking' },
  { code: 'TRUST_GUARANTEE_AUCTION_PAWN', zh: '信托/担保/拍卖/典当', en: 'Trusts, guarantees, auctions, pawnbroking' },
  {
    code: 'REAL_ESTATE_CONSTRUCTION',
    zh: '房地产/建筑/建材/工程',
    en: 'Real estate, construction, building materials',
  },
  {
    code: 'INTERIOR_DESIGN_DECORATION',
    zh: '家居/室内设计/装饰装潢',
    en: 'Home furnishing, interior design, decoration',
  },
  { code: 'PROPERTY_MANAGEMENT', zh: '物业管理/商业中心', en: 'Property management and commercial centres' },
  { code: 'PROFESSIONAL_SERVICES_CONSULTING', zh: '专业服务/咨询', en: 'Professional services and consulting' },
  { code: 'ADVERTISING_EXHIBITIONS_PR', zh: '广告/会展/公关', en: 'Advertising, exhibitions, public relations' },
  { code: 'INTERMEDIARY_SERVICES', zh: '中介服务', en: 'Intermediary services' },
  { code: 'INSPECTION_TESTING_CERTIFICATION', zh: '检验/检测/认证', en: 'Inspection, testing, certification' },
  { code: 'OUTSOURCING', zh: '外包服务', en: 'Outsourcing' },
  { code: 'FAST_MOVING_CONSUMER_GOODS', zh: '快速消费品', en: 'Fast-moving consumer goods' },
  { code: 'DURABLE_CONSUMER_GOODS', zh: '耐用消费品', en: 'Durable consumer goods' },
  { code: 'TRADE_IMPORT_EXPORT', zh: '贸易/进出口', en: 'Trade, import and export' },
  { code: 'RETAIL_WHOLESALE', zh: '零售/批发', en: 'Retail and wholesale' },
  { code: 'RENTAL_SERVICES', zh: '租赁服务', en: 'Rental services' },
  { code: 'EDUCATION_TRAINING', zh: '教育/培训/院校', en: 'Education and training' },
  { code: 'GIFTS_TOYS_CRAFTS', zh: '礼品/玩具/工艺美术', en: 'Gifts, toys, arts and crafts' },
  { code: 'AUTOMOTIVE', zh: '汽车/摩托车', en: 'Cars and motorcycles' },
  {
    code: 'HEAVY_INDUSTRY_MACHINERY',
    zh: '大型设备/机电/重工业',
    en: 'Large equipment, electromechanics, heavy industry',
  },
  { code: 'PROCESSING_MANUFACTURING', zh: '加工制造', en: 'Processing and manufacturing' },
  { code: 'INSTRUMENTS_AUTOMATION', zh: '仪器仪表/工业自动化', en: 'Instruments and industrial automation' },
  { code: 'PRINTING_PACKAGING_PAPER', zh: '印刷/包装/造纸', en: 'Printing, packaging, paper' },
  { code: 'OFFICE_SUPPLIES', zh: '办公用品', en: 'Office supplies' },
  { code: 'PHARMACEUTICALS_BIOENGINEERING', zh: '医药/生物工程', en: 'Pharmaceuticals and bioengineering' },
  { code: 'MEDICAL_DEVICES', zh: '医疗设备/器械', en: 'Medical devices' },
  { code: 'AEROSPACE', zh: '航空/航天', en: 'Aviation and space' },
  { code: 'HEALTH_CARE', zh: '医疗/护理/卫生', en: 'Medical care, nursing, health' },
  { code: 'HOTELS_CATERING', zh: '酒店/餐饮', en: 'Hotels and catering' },
  { code: 'TOURISM', zh: '旅游/度假', en: 'Tourism' },
  { code: 'TRANSPORT', zh: '交通/运输', en: 'Transport' },
  { code: 'LOGISTICS_WAREHOUSING', zh: '物流/仓储', en: 'Logistics and warehousing' },
  { code: 'MEDIA_PUBLISHING_FILM', zh: '媒体/出版/影视/文化传播', en: 'Media, publishing, film, culture' },
  { code: 'ENTERTAINMENT_SPORTS_LEISURE', zh: '娱乐/体育/休闲', en: 'Entertainment, sports, leisure' },
  { code: 'ENERGY_MINING_SMELTING', zh: '能源/矿产/采掘/冶炼', en: 'Energy, minerals, mining, smelting' },
  { code: 'PETROLEUM_CHEMICALS', zh: '石油/石化/化工', en: 'Petroleum and chemicals' },
  { code: 'ELECTRICITY_WATER', zh: '电气/电力/水利', en: 'Electricity and water conservancy' },
  { code: 'ENVIRONMENTAL_PROTECTION', zh: '环保', en: 'Environmental protection' },
  {
    code: 'GOVERNMENT_PUBLIC_NON_PROFIT',
    zh: '政府/公共事业/非盈利机构',
    en: 'Government, public utilities, non-profit',
  },
  { code: 'ACADEMIC_RESEARCH', zh: '学术/科研', en: 'Academic research' },
  { code: 'AGRICULTURE_FORESTRY_FISHERY', zh: '农/林/牧/渔', en: 'Agriculture, forestry, husbandry, fishery' },
  { code: 'CROSS_FIELD', zh: '跨领域经营', en: 'Business across several fields' },
  { code: 'OTHER', zh: '其他', en: 'Other' },
] as const satisfies readonly Term[];

/** A code of industries. */
export type Industry = (typeof industries)[number]['code'];

/** The codes of industries, in its order. */
export const industryCodes = codesOf(industries);

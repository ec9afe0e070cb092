import type { PanelContents, PanelResource } from './contents.ts';

/** What AdminJS says, where its own Chinese is missing, clumsy, or about AdminJS. */
const words = {
  actions: { show: '查看', list: '列表' },
  buttons: {
    cancel: '取消',
    confirm: '确认',
    contactUs: '联系我们',
    logout: '退出登录',
    login: '登录',
    filter: '筛选',
    applyChanges: '应用',
    resetFilter: '重置',
  },
  labels: { navigation: '查询', pages: '办理', dashboard: '首页', filters: '筛选' },
  components: {
    DropZone: {
      placeholder: '将文件拖到此处，或点击选择',
      acceptedSize: '大小上限：{{maxSize}}',
      acceptedType: '支持格式：{{mimeTypes}}',
      unsupportedSize: '文件 {{fileName}} 过大',
      unsupportedType: '文件 {{fileName}} 的格式 {{fileType}} 不受支持',
    },
  },
  messages: {
    keyPlaceholder: '键',
    valuePlaceholder: '值',
    initialKey: '键-{{number}}',
    keyInUse: '键不能重复',
    keyValuePropertyDefaultDescription: '所有值以文本保存，键不能重复，重复的键不会被保存。',
    anyForbiddenError: '您没有权限进行此操作。',
    forbiddenError: '您没有权限进行此操作。',
    errorFetchingRecords: '读取列表时出错，请稍后重试。',
    errorFetchingRecord: '读取记录时出错，请稍后重试。',
    error404Resource: '没有找到该内容，或您没有权限查看。',
    error404Action: '没有该操作，或您没有权限使用。',
    error404Record: '没有找到该记录，或您没有权限查看。',
    noRecords: '没有记录',
    noRecordsInResource: '还没有记录',
  },
  properties: { from: '从', to: '至', id: '编号' },
} as const;

const labelsOf = (acts: NonNullable<PanelResource['acts']>) =>
  Object.fromEntries(Object.entries(acts).map(([name, { label }]) => [name, label]));

const yesOrNo = { true: '是', false: '否' };

/** Everything the panel's pages say, in Chinese: AdminJS's words, and the names of our tables, columns and codes. */
export function localeOf({ resources, pages }: Pick<PanelContents, 'resources' | 'pages'>) {
  const labels = Object.fromEntries(resources.map(({ id, label }) => [id, label]));
  const ofPages = Object.fromEntries(pages.map(({ id, label }) => [id, label]));
  const ofResources = Object.fromEntries(
    resources.map(({ id, label: title, columns, acts = {} }) => [
      id,
      {
        properties: Object.fromEntries(columns.map(({ name, label }) => [name, label])),
        labels: Object.fromEntries(
          columns.map(({ name, kind, terms = [] }) => [
            name,
            kind === 'boolean' ? yesOrNo : Object.fromEntries(terms.map(({ code, zh }) => [code, zh])),
          ]),
        ),
        actions: { list: title, ...labelsOf(acts) },
      },
    ]),
  );
  return {
    language: 'zh-CN',
    availableLanguages: ['zh-CN'],
    localeDetection: false,
    translations: {
      'zh-CN': { ...words, labels: { ...words.labels, ...labels }, pages: ofPages, resources: ofResources },
    },
  };
}

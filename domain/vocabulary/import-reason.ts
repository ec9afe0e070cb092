import type { Term } from './term.ts';

/** Why a row of a file came to what it came to: the texts of its detail. `{column}` and `{row}` are filled in. */
export const importReasons = [
  { code: 'REQUIRED', zh: '“{column}”未填写', en: '“{column}” is empty' },
  { code: 'TOO_LONG', zh: '“{column}”内容过长', en: '“{column}” is too long' },
  {
    code: 'UNREADABLE_TEXT',
    zh: '“{column}”含有无法识别的字符',
    en: '“{column}” holds characters that cannot be read',
  },
  {
    code: 'NUMBER_DAMAGED',
    zh: '“{column}”被表格软件当作数字处理，末几位已丢失，请将该列的单元格格式设为“文本”后重新填写完整号码',
    en: '“{column}” was taken for a number by the spreadsheet and has lost its last digits: format the column as text and enter the whole number again',
  },
  {
    code: 'WRONG_ID_NUMBER',
    zh: '“{column}”应为 18 位居民身份证号码，请核对位数和字符',
    en: '“{column}” must be an ID number of 18 characters',
  },
  {
    code: 'WRONG_CHECK_CHARACTER',
    zh: '“{column}”有误，请逐位核对',
    en: '“{column}” is not valid: please check it character by character',
  },
  { code: 'DUPLICATE_OF_ROW', zh: '与第 {row} 行重复', en: 'The same as row {row}' },
  {
    code: 'NO_MATCH',
    zh: '未找到姓名、证件号码、毕业院校均一致的毕业生，请逐项核对；核对无误的，可能是学校尚未上传其生源信息，请联系学校',
    en: 'No graduate has all three of name, ID number and school: please check each; if they are right, the school may not have uploaded its record yet',
  },
  {
    code: 'UNIT_NOT_VERIFIED',
    zh: '处理本行时单位认证已失效或导入人已退出单位，未添加',
    en: 'The unit was no longer verified, or the person had left it: nothing was added',
  },
  { code: 'IN_FAVORITES', zh: '该学生已在收藏夹中', en: 'Already among the favorites' },
  {
    code: 'NOT_IN_LIST',
    zh: '“{column}”不在可选范围内，可填：{choices}',
    en: '“{column}” is not one of these: {choices}',
  },
  {
    code: 'NOT_PRINTABLE',
    zh: '“{column}”含有协议书字库中没有的字符，无法签约，请改用替代写法，并告知学生和单位',
    en: '“{column}” holds a character that no agreement can show: use another way of writing it, and tell the student and units',
  },
  { code: 'WRONG_PHONE', zh: '“{column}”应为 11 位手机号', en: '“{column}” must be a mobile number of 11 digits' },
  {
    code: 'COLLEGE_UNKNOWN',
    zh: '“{column}”不是本校登记的学院，请按登记名称填写',
    en: '“{column}” is no college of this school',
  },
  { code: 'COHORT_UNKNOWN', zh: '“{column}”不是平台已设置的届别', en: 'The platform has no such “{column}”' },
  {
    code: 'SIGNING_STANDS',
    zh: '该生有进行中的签约或已签协议，姓名、证件号码、届别不能通过导入更改',
    en: 'A signing is open or an agreement is in force: name, ID number and cohort are not changed by an import',
  },
  {
    code: 'TWO_RECORDS',
    zh: '考生号与证件号码分属本校两条不同记录，请先核实',
    en: 'The exam number and the ID number belong to two records of this school',
  },
  {
    code: 'RECORD_REMOVED',
    zh: '该生已由学校移出毕业生名单，导入不会恢复；如系误移出，请先恢复该生',
    en: 'The school has removed this graduate: an import does not bring them back; restore them first if that was a mistake',
  },
  {
    code: 'REVIEWER_ENDED',
    zh: '导入人已不是本校审核人，未处理',
    en: 'Whoever imported is no longer a reviewer of this school: nothing was done',
  },
] as const satisfies readonly Term[];

/** A code of importReasons. */
export type ImportReasonCode = (typeof importReasons)[number]['code'];

import { Employer } from '../../database/models/employer.ts';
import { industries } from '../../domain/vocabulary/industry.ts';
import { sizeBands } from '../../domain/vocabulary/size-band.ts';
import { unitNatures } from '../../domain/vocabulary/unit-nature.ts';
import { unitTypes } from '../../domain/vocabulary/unit-type.ts';
import { verificationStates } from '../../domain/vocabulary/verification-state.ts';
import type { PanelResource } from '../contents.ts';
import { maySee } from '../roles.ts';

/** 用人单位: what a unit says of itself, and whether it is verified. */
export const employers: PanelResource = {
  id: 'employers',
  label: '用人单位',
  isSeenBy: (role) => maySee(role, 'employers'),
  model: Employer,
  title: 'name',
  newestBy: 'createdAt',
  columns: [
    { name: 'name', label: '单位名称', kind: 'text', foundBy: 'BEGINNING' },
    { name: 'uscc', label: '统一社会信用代码', kind: 'text', isSorted: true },
    { name: 'verificationState', label: '认证状态', kind: 'code', terms: verificationStates },
    { name: 'unitNature', label: '单位性质', kind: 'code', terms: unitNatures, onlyInRow: true },
    { name: 'unitType', label: '单位类型', kind: 'code', terms: unitTypes, onlyInRow: true },
    { name: 'industry', label: '所属行业', kind: 'code', terms: industries },
    { name: 'sizeBand', label: '单位规模', kind: 'code', terms: sizeBands, onlyInRow: true },
    { name: 'regionCode', label: '所在地区代码', kind: 'text', onlyInRow: true },
    { name: 'address', label: '地址', kind: 'text', onlyInRow: true },
    { name: 'website', label: '网址', kind: 'text', onlyInRow: true },
    { name: 'createdAt', label: '注册时间', kind: 'instant', isSorted: true },
    { name: 'updatedAt', label: '更新时间', kind: 'instant', onlyInRow: true },
  ],
};

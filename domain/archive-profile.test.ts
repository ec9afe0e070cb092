import { expect, test } from '@jest/globals';
import {
  archiveChanges,
  archiveFields,
  emptyArchiveProfile,
  isArchiveComplete,
  promisedArchive,
  promisedHukou,
} from './archive-profile.ts';

const whole = {
  ...emptyArchiveProfile,
  archiveReceiverType: 'SELF' as const,
  archiveUnitName: '某单位',
  archiveRegionCode: '110108',
  archiveAddress: '示范路 1 号',
  archiveContactName: '王档案',
  archiveContactPhone: '010-88886666',
  postcode: '100080',
};

test('a profile is complete with its seven fields, whatever stands of the registration', () => {
  expect(isArchiveComplete(whole)).toBe(true);
  expect(isArchiveComplete({ ...whole, hukouRegionCode: '110108', hukouAddress: 'x' })).toBe(true);
  expect(isArchiveComplete({ ...whole, archiveReceiverType: 'ENTRUSTED_AGENCY' })).toBe(true);
});

test.each(archiveFields.slice(0, 7))('it is not without %s', (field) => {
  expect(isArchiveComplete({ ...whole, [field]: null })).toBe(false);
});

test('a unit that receives none has no complete one', () => {
  expect(isArchiveComplete({ ...whole, archiveReceiverType: 'NOT_ACCEPTED' })).toBe(false);
});

test('changes are told field by field, and the same value is none', () => {
  expect(archiveChanges(whole, whole)).toEqual([]);
  expect(archiveChanges(whole, { ...whole, postcode: '100081', hukouAddress: 'x', archiveUnitName: null })).toEqual([
    { field: 'archiveUnitName', before: '某单位', after: null },
    { field: 'postcode', before: '100080', after: '100081' },
    { field: 'hukouAddress', before: null, after: 'x' },
  ]);
});

test.each([
  ['示范路 1 号', true],
  ['示范路一号', true],
  ['示范大厦 B 座 1203', true],
  ['示范路', false],
])('an address that leads to a door: %s', (archiveAddress, isComplete) => {
  expect(isArchiveComplete({ ...whole, archiveAddress })).toBe(isComplete);
});

test('where a registration goes is told only by a letter that promises to receive it', () => {
  const archive = { ...whole, hukouRegionCode: '110101', hukouAddress: '示范路 9 号' };
  expect(promisedHukou({ acceptsHukou: true, archive })).toEqual({
    hukouRegionCode: '110101',
    hukouAddress: '示范路 9 号',
  });
  for (const acceptsHukou of [null, false]) expect(promisedHukou({ acceptsHukou, archive })).toBeNull();
  expect(promisedHukou({ acceptsHukou: true, archive: null })).toBeNull();
});

test('where an archive goes is told only where the letter promises to take it', () => {
  const archive = { ...emptyArchiveProfile, archiveUnitName: '示范人才中心' };
  expect(promisedArchive({ acceptsArchive: true, archive })).toEqual(archive);
  expect(promisedArchive({ acceptsArchive: false, archive })).toBeNull();
  expect(promisedArchive({ acceptsArchive: true, archive: null })).toBeNull();
});

import { expect, test } from '@jest/globals';
import { isPlaceCode, isRegionCode, regionName, regionTree, type Region } from './regions.ts';

const childOf = (regions: readonly Region[] | undefined, code: string) =>
  regions?.find((region) => region.code === code);

test('regions are a tree of provinces, cities and districts', () => {
  expect(regionTree.length).toBe(34);
  const zhejiang = childOf(regionTree, '330000');
  const hangzhou = childOf(zhejiang?.children, '330100');
  expect(hangzhou?.name).toBe('杭州市');
  expect(childOf(hangzhou?.children, '330106')).toEqual({ code: '330106', name: '西湖区' });
});

test('each code stands once, below its own province and city', () => {
  const codes = regionTree.flatMap((province) => [
    province.code,
    ...(province.children ?? []).flatMap((city) => [city.code, ...(city.children ?? []).map(({ code }) => code)]),
  ]);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.every((code) => /^\d{6}$/.test(code) && isRegionCode(code))).toBe(true);
});

test.each([
  ['110108', '北京市海淀区'],
  ['330106', '浙江省杭州市西湖区'],
  ['330100', '浙江省杭州市'],
  ['440000', '广东省'],
  ['990100', '990100'],
])('%s reads %s', (code, name) => {
  expect(regionName(code)).toBe(name);
});

test.each(['990100', '11010', 'constructor', ''])('%j is no region', (code) => {
  expect(isRegionCode(code)).toBe(false);
});

test('a place is a district, or a city that has none; a province and a city with districts are not', () => {
  expect(['110108', '330106', '820000'].map(isPlaceCode)).toEqual([true, true, false]);
  expect(['110000', '110100', '330100', '990100', ''].map(isPlaceCode)).toEqual([false, false, false, false, false]);
  const leaves = regionTree.flatMap(({ children: cities = [] }) =>
    cities.flatMap(({ code, children = [] }) => (children.length > 0 ? children.map((child) => child.code) : [code])),
  );
  expect(leaves.filter((code) => !isPlaceCode(code))).toEqual([]);
});

import { areaList } from '@vant/area-data';

/** A province, city or district. Source: GB/T 2260, as the package's list has it; towns stand under cities without districts. */
export interface Region {
  code: string;
  name: string;
  children?: Region[];
}

const { province_list: provinces, city_list: cities, county_list: districts } = areaList;
const names = new Map([provinces, cities, districts].flatMap((list) => Object.entries(list)));

const citiesOf = byBeginning(cities, 2);
const districtsOf = byBeginning(districts, 4);

/** Every region as a tree: provinces, their cities, their districts, in the order of their codes. */
export const regionTree: readonly Region[] = Object.entries(provinces).map(([code, name]) => ({
  ...{ code, name },
  children: (citiesOf.get(code.slice(0, 2)) ?? []).map((city) => ({
    ...city,
    children: districtsOf.get(city.code.slice(0, 4)) ?? [],
  })),
}));

/** The regions of a list, by the first digits of their codes, which are those of the region they lie in. */
function byBeginning(list: Record<string, string>, digits: number): Map<string, Region[]> {
  const groups = new Map<string, Region[]>();
  for (const [code, name] of Object.entries(list)) {
    const group = groups.get(code.slice(0, digits));
    if (group) group.push({ code, name });
    else groups.set(code.slice(0, digits), [{ code, name }]);
  }
  return groups;
}

/** Whether there is a region of this code. */
export function isRegionCode(code: string): boolean {
  return names.has(code);
}

const withParts = new Set([
  ...Object.keys(cities).map((code) => `${code.slice(0, 2)}0000`),
  ...Object.keys(districts).map((code) => `${code.slice(0, 4)}00`),
]);

/** Whether a code names a place as addresses do: a district, or what has none below it. Source: domain.md §3.2. */
export function isPlaceCode(code: string): boolean {
  return isRegionCode(code) && !withParts.has(code);
}

/** A region's whole name, 北京市海淀区: province, city, district, a name that repeats the one before left out; the code itself where there is none. */
export function regionName(code: string): string {
  const levels = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code].map((level) => names.get(level));
  const said = levels.filter((name, level) => name !== undefined && name !== levels[level - 1]);
  return said.length > 0 ? said.join('') : code;
}

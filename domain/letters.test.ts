import { expect, test } from '@jest/globals';
import { fieldsNotSwitchedOn, optionalLetterFields } from './letters.ts';

test.each(optionalLetterFields)('%s may stand in a letter only where the platform has switched it on', (field) => {
  expect(fieldsNotSwitchedOn({ [field]: '约定' }, [])).toEqual([field]);
  expect(fieldsNotSwitchedOn({ [field]: '约定' }, [field])).toEqual([]);
});

test('those in the way are named in the order of the page', () => {
  expect(fieldsNotSwitchedOn({ reportOn: '2027-07-01', salary: '面议', penalty: '无' }, ['penalty'])).toEqual([
    'salary',
    'reportOn',
  ]);
  expect(fieldsNotSwitchedOn({}, [])).toEqual([]);
});

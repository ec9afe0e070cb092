import { describe, expect, test } from '@jest/globals';
import { DomainError, errorTable } from './errors.ts';
import { fieldErrorTable } from './field-errors.ts';

describe('the error table', () => {
  test.each(Object.entries(errorTable))(
    '%s has a status of its kind and a whole sentence in both languages',
    (code, row) => {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect([400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429, 500, 503]).toContain(row.status);
      expect(row.zh).toMatch(/。$/);
      expect(row.en).toMatch(/^[A-Z].*\.$/);
    },
  );

  test('an error carries its code and nothing of its extra in the message', () => {
    const error = new DomainError('AMOUNT_MISMATCH', { triesLeft: 2 });
    expect(error).toBeInstanceOf(Error);
    expect([error.message, error.code, error.extra]).toEqual(['AMOUNT_MISMATCH', 'AMOUNT_MISMATCH', { triesLeft: 2 }]);
  });
});

test.each(Object.entries(fieldErrorTable))('the field code %s is told in both languages', (code, row) => {
  expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  expect(row.zh).toMatch(/。$/);
  expect(row.en).toMatch(/^[A-Z].*\.$/);
});

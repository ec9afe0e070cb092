import { describe, expect, test } from '@jest/globals';
import { DomainError } from './errors.ts';
import { reportOf } from './error-report.ts';

const secret = '林晓雨 990100200401010017';

describe('what may be told of an error', () => {
  test('names and places are told, a message is not: it could hold somebody’s data', () => {
    const report = reportOf(new TypeError(`cannot read ${secret}`));
    expect(report.name).toBe('TypeError');
    expect(report.frames.length).toBeGreaterThan(0);
    expect(report.frames.every((frame) => frame.startsWith('at '))).toBe(true);
    expect(JSON.stringify(report)).not.toContain(secret);
    expect(report).not.toHaveProperty('code');
  });

  test('our own messages are codes and are told', () => {
    expect(reportOf(new DomainError('GRADUATE_BOUND', { name: secret }))).toMatchObject({
      name: 'DomainError',
      code: 'GRADUATE_BOUND',
    });
    expect(reportOf(new Error('UNKNOWN_DATA_KEY'))).toMatchObject({ code: 'UNKNOWN_DATA_KEY' });
  });

  test.each(['Graduate', 'AB', `CODE ${secret}`, 'A'.repeat(65), 'CODE\n林'])(
    '%j is no code and stays untold',
    (message) => {
      expect(reportOf(new Error(message))).not.toHaveProperty('code');
    },
  );

  test('the code and the constraint of a database error are told, its detail is not', () => {
    const error = Object.assign(new Error(`duplicate key: ${secret}`), {
      code: '23505',
      constraint: 'command_key_once_per_actor',
      detail: `Key (name)=(${secret})`,
      query: `insert … ${secret}`,
    });
    const report = reportOf(error);
    expect(report).toMatchObject({ code: '23505', constraint: 'command_key_once_per_actor' });
    expect(JSON.stringify(report)).not.toContain(secret);
  });

  test('a number is told as a code, anything else is not', () => {
    expect(reportOf(Object.assign(new Error(secret), { code: 14 })).code).toBe('14');
    expect(reportOf(Object.assign(new Error(secret), { code: { secret } }))).not.toHaveProperty('code');
    expect(reportOf(Object.assign(new Error(secret), { constraint: 7 }))).not.toHaveProperty('constraint');
  });

  test('its cause is told the same way', () => {
    const report = reportOf(new Error('OUTCOME_UNKNOWN', { cause: new RangeError(secret) }));
    expect(report).toMatchObject({ code: 'OUTCOME_UNKNOWN', cause: { name: 'RangeError' } });
    expect(JSON.stringify(report)).not.toContain(secret);
    expect(reportOf(new Error('OUTCOME_UNKNOWN', { cause: secret }))).not.toHaveProperty('cause');
  });

  test('a message of many lines does not pass as a place', () => {
    const report = reportOf(new Error(`first\n    at ${secret}\nlast`));
    expect(JSON.stringify(report)).not.toContain(secret);
  });

  test.each([
    [secret, 'string'],
    [undefined, 'undefined'],
    [null, 'object'],
    [{ message: secret }, 'object'],
  ])('what is no error at all is told by its kind only: %#', (thrown, name) => {
    expect(reportOf(thrown)).toEqual({ name, frames: [] });
  });

  test('no more than eight places are told, in a stack without any none', () => {
    const deep = (depth: number): Error => (depth === 0 ? new Error('DEEP_STACK') : deep(depth - 1));
    expect(reportOf(deep(30)).frames.length).toBeLessThanOrEqual(8);
    expect(reportOf(Object.assign(new Error('NO_STACK'), { stack: undefined })).frames).toEqual([]);
  });
});

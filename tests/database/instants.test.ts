import { expect, test } from '@jest/globals';
import { instantOf } from '../../database/instants.ts';

const fractions = ['', '.1', '.12', '.123', '.123456', '.000999'];
const zones = ['+00', '+08', '-03', '+05:30'];

test('an instant is the same whatever its fraction, the zone of the session, and whether it stood in a column or in JSON', () => {
  for (const fraction of fractions)
    for (const zone of zones) {
      const [day, time] = ['2028-02-29', `23:59:58${fraction}`];
      const meant = new Date(`${day}T${time}${zone.includes(':') ? zone : `${zone}:00`}`).toISOString();
      expect(instantOf(`${day} ${time}${zone}`)).toBe(meant);
      expect(instantOf(`${day}T${time}${zone.includes(':') ? zone : `${zone}:00`}`)).toBe(meant);
    }
});

test('what is no instant is refused', () => {
  expect(() => instantOf('infinity')).toThrow(RangeError);
});

import { expect, test } from '@jest/globals';
import { inTurns, NoRoom } from './turns.ts';

/** A task that ends when it is told to, and whether it has begun. */
function openTask() {
  const task = {
    hasBegun: false,
    end: () => {},
    fail: (() => {}) as (error: Error) => void,
    run: () => Promise.resolve(),
  };
  const end = new Promise<void>((resolve, reject) => Object.assign(task, { end: resolve, fail: reject }));
  task.run = () => {
    task.hasBegun = true;
    return end;
  };
  return task;
}
const begun = (tasks: ReturnType<typeof openTask>[]) => tasks.map(({ hasBegun }) => hasBegun);

test('two run at once, two wait, one more is refused at once', async () => {
  const inTurn = inTurns({ atOnceMax: 2, waitingMax: 2 });
  const tasks = [1, 2, 3, 4].map(openTask);
  const runs = tasks.map(({ run }) => inTurn(run));
  expect(begun(tasks)).toEqual([true, true, false, false]);
  await expect(inTurn(openTask().run)).rejects.toBeInstanceOf(NoRoom);
  tasks.forEach(({ end }) => end());
  await Promise.all(runs);
  expect(begun(tasks)).toEqual([true, true, true, true]);
});

test('a place is handed on to whoever waits longest, after a failure too', async () => {
  const inTurn = inTurns({ atOnceMax: 1, waitingMax: 2 });
  const [first, second, third] = [openTask(), openTask(), openTask()];
  const [ofFirst, ofSecond, ofThird] = [first, second, third].map(({ run }) => inTurn(run));
  first.fail(new Error('BROKEN'));
  await expect(ofFirst).rejects.toThrow('BROKEN');
  expect(begun([second, third])).toEqual([true, false]);
  second.end();
  await ofSecond;
  expect(third.hasBegun).toBe(true);
  third.end();
  await ofThird;
  const next = openTask();
  const ofNext = inTurn(next.run);
  expect(next.hasBegun).toBe(true);
  next.end();
  await ofNext;
});

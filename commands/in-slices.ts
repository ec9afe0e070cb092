import { setImmediate } from 'node:timers/promises';

const sliceMax = 500;

/** Maps many items, letting others have their turn of this process in between. */
export async function inSlices<Item, Made>(items: readonly Item[], make: (item: Item) => Made): Promise<Made[]> {
  const made: Made[] = [];
  for (let from = 0; from < items.length; from += sliceMax) {
    if (from > 0) await setImmediate();
    made.push(...items.slice(from, from + sliceMax).map(make));
  }
  return made;
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { TestEnvironment } from 'jest-environment-node';

/** Every storage that a test file has used, its own and those of its packages: each file has modules of its own. */
const used = new Set();

for (const method of ['run', 'enterWith']) {
  const original = AsyncLocalStorage.prototype[method];
  AsyncLocalStorage.prototype[method] = function use(...args) {
    used.add(this);
    return original.apply(this, args);
  };
}

/**
 * Node, without what files leave behind: a storage that nobody disables is asked at each promise of every later file of the same
 * worker, which took a fifth of the time of tests/api and tests/admin.
 */
export default class Environment extends TestEnvironment {
  async teardown() {
    for (const storage of used) storage.disable();
    used.clear();
    await super.teardown();
  }
}

import all from './jest.config.js';

/**
 * The tests of the rules alone, for `npm run mutate`: they need no servers, so that nothing is started for them. The properties are left
 * out: thousands of cases for each mutant would take days.
 *
 * @type {import('jest').Config}
 */
export default {
  ...all,
  // Stryker wraps it, and finds no file by jest's own name for the root.
  testEnvironment: 'node',
  testMatch: ['<rootDir>/domain/**/*.test.ts'],
  testPathIgnorePatterns: [...all.testPathIgnorePatterns, String.raw`\.properties\.test\.ts$`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  globalSetup: undefined,
  globalTeardown: undefined,
  testSequencer: undefined,
};

import { testLines } from '../model/suite.ts';

testLines({ seed: 2027, steps: 1_000 });

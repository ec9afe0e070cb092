import { testLines } from '../model/suite.ts';

testLines({ seed: 2026, steps: 1_000 });

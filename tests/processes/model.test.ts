import { testLines } from '../model/suite.ts';

// What every run of all tests can afford; MODEL_STEPS=2000 asks for the whole of it.
testLines({ seed: 2026, steps: 100 });

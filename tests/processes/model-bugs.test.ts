import { testFoundBugs } from '../model/suite.ts';

// The model is worth what it finds: bugs of the rules, planted in the worker's decision, that no constraint of the database stops.
testFoundBugs([
  [
    'refuses a withdrawal that is in time',
    /withdraw .*: the platform answered .*, the model would accept it/,
    (decide, state, command, facts) =>
      command.type === 'withdraw' ? { refusal: 'ACTION_NOT_ALLOWED' } : decide(state, command, facts),
  ],
  [
    'lets the college’s approval sign for the school too',
    /approve pair \d COLLEGE\n[^]*waits for SCHOOL/,
    (decide, state, command, facts) =>
      decide(
        state && command.type === 'approve' ? { ...state, chain: state.chain.slice(0, 1) } : state,
        command,
        facts,
      ),
  ],
]);

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  acceptedAt,
  factsWith,
  inWindow,
  justLate,
  respondBy,
  sentAt,
  signingCommands as commands,
  signingIn,
} from '../tests/support/signing-states.ts';
import { terminationCommands, terminationFactsWith } from '../tests/support/termination-states.ts';
import type { Instant } from './calendar.ts';
import { groundLoss, type InvitationGround } from './ground.ts';
import { may, sideOf, type ActorRelation } from './permissions.ts';
import { decide, isFailed, type SigningFacts, type SigningState } from './signing.ts';
import { allowedActions, deadline, refusalAtFirstLook, reminders, waitingFor } from './signing-waits.ts';
import type { SeenEnding, SigningAction, SigningViewer } from './signing-waits.ts';
import { decide as decideTermination } from './termination.ts';
import { noTerminationRules } from './termination-rules.ts';
import { bindingReasonCodes } from './vocabulary/binding-reason.ts';
import { signingStatusCodes, type SigningStatus } from './vocabulary/signing-status.ts';
import { verificationStateCodes } from './vocabulary/verification-state.ts';

const escalated = '2026-09-30T02:00:00.000Z';
const ground: InvitationGround = {
  ...{ employerState: 'VERIFIED', graduateRemoved: false, favoriteCurrent: true, cohortOpen: true, cohortOver: false },
  cohortClosesOn: '2999-12-31',
};
const ending: SeenEnding = { otherOpen: false, rules: noTerminationRules, terminatedBefore: 0, unansweredAt: null };
const inviter = { is: 'INVITER', ground, pairTaken: false, ending } as const;
const invitee = { is: 'INVITEE', ground, bindingReasons: [], profileConfirmed: true, ending } as const;
const school = { is: 'REVIEWER', ground, level: 'SCHOOL', collegeHasReviewer: true, bindingReasons: [] } as const;
const viewers = {
  inviter,
  inviterAgain: { ...inviter, pairTaken: true, ending: { ...ending, otherOpen: true } },
  invitee,
  unconfirmed: { ...invitee, profileConfirmed: false, ending: { ...ending, otherOpen: true } },
  boundElsewhere: { ...invitee, bindingReasons: ['ACCEPTED_ELSEWHERE'] },
  signedElsewhere: { ...invitee, bindingReasons: ['SIGNED_ELSEWHERE', 'DIRECTED'] },
  locked: { ...invitee, bindingReasons: ['SCHOOL_LOCK'] },
  college: { ...school, level: 'COLLEGE' },
  school,
  schoolAlone: { ...school, collegeHasReviewer: false },
} as const satisfies Record<string, SigningViewer>;

describe('what is offered, to each viewer in each state', () => {
  const answering = (
    now: Instant,
    late: boolean,
  ): [SigningStatus, Instant, Partial<Record<keyof typeof viewers, SigningAction[]>>] => [
    'AWAITING_GRADUATE',
    now,
    late
      ? {}
      : {
          inviter: ['withdraw'],
          inviterAgain: ['withdraw'],
          invitee: ['accept', 'decline'],
          unconfirmed: ['decline'],
          locked: ['decline'],
        },
  ];
  const decided: SigningAction[] = ['approve', 'reject'];
  const terminate: SigningAction[] = ['terminate'];
  const signedOffers = {
    ...{
      inviter: terminate,
      invitee: terminate,
      boundElsewhere: terminate,
      signedElsewhere: terminate,
      locked: terminate,
    },
    ...{ school: ['void'], schoolAlone: ['void'] },
  };
  const again: [Instant, { inviter: SigningAction[] }] = [justLate, { inviter: ['reinvite'] }];
  test.each([
    answering(inWindow, false),
    answering(respondBy, false),
    answering(justLate, true),
    ['COLLEGE_REVIEW', inWindow, { college: decided, schoolAlone: decided }],
    ['COLLEGE_REVIEW', escalated, { college: decided, school: decided, schoolAlone: decided }],
    ['SCHOOL_REVIEW', inWindow, { school: decided, schoolAlone: decided }],
    ['SIGNED', justLate, signedOffers],
    ['DECLINED', ...again],
    ['RESPONSE_EXPIRED', ...again],
    ['REVIEW_REJECTED', ...again],
    ['WITHDRAWN', ...again],
    ['TERMINATED', justLate, {}],
    ['INVALIDATED', justLate, {}],
  ] as [SigningStatus, Instant, Partial<Record<keyof typeof viewers, SigningAction[]>>][])(
    '%s at %s: %j',
    (status, now, offered) => {
      for (const [name, viewer] of Object.entries(viewers))
        expect([name, allowedActions(signingIn(status), viewer, now)]).toEqual([
          name,
          offered[name as keyof typeof viewers] ?? [],
        ]);
    },
  );
});

test('a failed signing offers to invite again only while no other of the pair is open or signed', () => {
  for (const status of signingStatusCodes.filter(isFailed))
    expect([
      allowedActions(signingIn(status), viewers.inviter, justLate),
      allowedActions(signingIn(status), viewers.inviterAgain, justLate),
    ]).toEqual([['reinvite'], []]);
});

describe('ground that is gone takes back what stood on it', () => {
  const disabled = { ...ground, employerState: 'REVOKED' } as const;
  const removed = { ...ground, graduateRemoved: true };
  const over = { ...ground, cohortOpen: false, cohortOver: true };
  const offered = (status: SigningStatus, changed: InvitationGround) =>
    [inviter, invitee, { ...school, collegeHasReviewer: false }].map((viewer) =>
      allowedActions(signingIn(status), { ...viewer, ground: changed }, inWindow),
    );

  test('a disabled unit ends no agreement and invites nobody again; the other two go on', () => {
    expect(offered('SIGNED', disabled)).toEqual([[], ['terminate'], ['void']]);
    expect(offered('DECLINED', disabled)).toEqual([[], [], []]);
    expect(offered('AWAITING_GRADUATE', disabled)).toEqual([['withdraw'], ['decline'], []]);
    expect(offered('COLLEGE_REVIEW', disabled)).toEqual([[], [], ['reject']]);
  });

  test('a unit that has to be verified again invites nobody, and ends what it has signed', () => {
    const again = { ...ground, employerState: 'REVERIFY_REQUIRED' } as const;
    expect(offered('DECLINED', again)).toEqual([[], [], []]);
    expect(offered('SIGNED', again)).toEqual([['terminate'], ['terminate'], ['void']]);
  });

  test('a graduate taken out of the cohort is invited by nobody, and asks for nothing', () => {
    expect(offered('DECLINED', removed)).toEqual([[], [], []]);
    expect(offered('SIGNED', removed)).toEqual([[], [], ['void']]);
    expect(offered('AWAITING_GRADUATE', removed)).toEqual([['withdraw'], [], []]);
  });

  test('a favorite that is outdated, or a cohort that is over, is invited again by nobody', () => {
    expect(offered('DECLINED', { ...ground, favoriteCurrent: false })).toEqual([[], [], []]);
    expect(offered('DECLINED', { ...ground, cohortOpen: false })).toEqual([[], [], []]);
    expect(offered('AWAITING_GRADUATE', over)).toEqual([['withdraw'], ['decline'], []]);
    expect(offered('SIGNED', over)).toEqual([['terminate'], ['terminate'], ['void']]);
  });
});

describe('what is offered and what is decided are one rule', () => {
  const moments = [inWindow, respondBy, justLate, escalated, '2027-09-30T02:00:00.000Z'];
  const actions: SigningAction[] = [
    'accept',
    'decline',
    'withdraw',
    'reinvite',
    'terminate',
    'approve',
    'reject',
    'void',
  ];
  const grounds: fc.Arbitrary<InvitationGround> = fc.record({
    employerState: fc.constantFrom(...verificationStateCodes),
    ...{
      graduateRemoved: fc.boolean(),
      favoriteCurrent: fc.boolean(),
      cohortOpen: fc.boolean(),
      cohortClosesOn: fc.constantFrom('2999-12-31', '2026-11-05'),
      cohortOver: fc.boolean(),
    },
  });
  const endings: fc.Arbitrary<SeenEnding> = fc.record({
    otherOpen: fc.boolean(),
    terminatedBefore: fc.nat({ max: 2 }),
    unansweredAt: fc.constantFrom(null, sentAt, acceptedAt),
    rules: fc.record({
      from: fc.constantFrom(null, '2026-09-01', '2027-01-01'),
      until: fc.constantFrom(null, '2026-09-02', '2027-12-31'),
      maxPerGraduate: fc.constantFrom(null, 0, 1),
      letterRequired: fc.boolean(),
      noticeDays: fc.constant(0),
    }),
  });
  const viewerArb: fc.Arbitrary<SigningViewer> = fc.oneof(
    fc.record({
      is: fc.constant('INVITER' as const),
      ground: grounds,
      pairTaken: fc.boolean(),
      ending: endings,
    }),
    fc.record({
      is: fc.constant('INVITEE' as const),
      ground: grounds,
      bindingReasons: fc.subarray([...bindingReasonCodes]),
      profileConfirmed: fc.boolean(),
      ending: endings,
    }),
    fc.record({
      is: fc.constant('REVIEWER' as const),
      ground: grounds,
      level: fc.constantFrom('COLLEGE', 'SCHOOL'),
      collegeHasReviewer: fc.boolean(),
      bindingReasons: fc.subarray([...bindingReasonCodes]),
    }),
  );
  const relationOf = (viewer: SigningViewer): ActorRelation => (viewer.is === 'REVIEWER' ? viewer.level : viewer.is);
  const factsOf = (viewer: SigningViewer, now: Instant): SigningFacts => ({
    ...factsWith({ now }),
    employerVerified: viewer.ground.employerState === 'VERIFIED',
    favoriteCurrent: viewer.ground.favoriteCurrent && !viewer.ground.graduateRemoved,
    cohortOpen: viewer.ground.cohortOpen,
    cohortClosesOn: viewer.ground.cohortClosesOn,
    groundLoss: groundLoss(viewer.ground),
    actorStillMay: viewer.is !== 'INVITEE' || !viewer.ground.graduateRemoved,
    ...(viewer.is === 'INVITER' ? { pair: { open: viewer.pairTaken, signed: false } } : {}),
    ...(viewer.is === 'INVITER' ? {} : { bindingReasons: viewer.bindingReasons }),
    ...(viewer.is === 'INVITEE' ? { profileConfirmed: viewer.profileConfirmed } : {}),
    ...(viewer.is === 'REVIEWER' ? { actorLevel: viewer.level, collegeHasReviewer: viewer.collegeHasReviewer } : {}),
  });
  const shortest = { ...commands.invite, responseWindowDays: 1 };
  /** Whether somebody who stands so could carry it through now, as commands/ and the decision together say. */
  const succeeds = (state: SigningState, viewer: SigningViewer, action: SigningAction, now: Instant): boolean => {
    if (!may(relationOf(viewer), action)) return false;
    if (action === 'reinvite') return isFailed(state.status) && 'event' in decide(null, shortest, factsOf(viewer, now));
    if (action === 'terminate' || action === 'void') return ends(state, viewer, action, now);
    return 'event' in decide(state, commands[action], factsOf(viewer, now));
  };
  const ends = (state: SigningState, viewer: SigningViewer, action: 'terminate' | 'void', now: Instant): boolean => {
    const facts = terminationFactsWith({
      agreementInForce: state.status === 'SIGNED',
      ...(viewer.is === 'REVIEWER' ? {} : viewer.ending),
      now,
      actorSide: sideOf(relationOf(viewer)),
      actorStillMay: viewer.is !== 'INVITEE' || !viewer.ground.graduateRemoved,
      graduateRemoved: viewer.ground.graduateRemoved,
      employerDisabled: viewer.ground.employerState === 'REVOKED',
    });
    if (action === 'void') return 'event' in decideTermination(null, terminationCommands.void, facts);
    // By one kind or the other, with the letter that a school may ask for.
    const letter = { ...terminationCommands.apply, fileIds: ['letter'] };
    return (['CONSENT', 'MEDIATION'] as const).some(
      (kind) => 'event' in decideTermination(null, { ...letter, kind }, facts),
    );
  };

  test('an act is offered exactly when it would be carried out, for every state, viewer and moment', () => {
    fc.assert(
      fc.property(viewerArb, fc.constantFrom(...moments), (viewer, now) => {
        for (const status of signingStatusCodes) {
          const state = signingIn(status);
          expect([status, allowedActions(state, viewer, now)]).toEqual([
            status,
            actions.filter((action) => succeeds(state, viewer, action, now)),
          ]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('the first look refuses exactly what the decision would refuse on state, level and clock alone', () => {
    for (const status of signingStatusCodes)
      for (const now of moments)
        for (const actorLevel of ['COLLEGE', 'SCHOOL', null] as const)
          for (const seq of [3, 4])
            for (const command of Object.values(commands)) {
              const seen = { now, seq, actorLevel, collegeHasReviewer: true };
              const decision = decide(signingIn(status), command, factsWith(seen));
              const refusal = 'refusal' in decision ? decision.refusal : null;
              expect(refusalAtFirstLook(signingIn(status), command, seen)).toBe(refusal);
            }
  });
});

describe('whom a signing waits for', () => {
  test.each([
    ['AWAITING_GRADUATE', { who: 'GRADUATE', since: sentAt, until: respondBy }, respondBy],
    ['COLLEGE_REVIEW', { who: 'COLLEGE', since: acceptedAt, until: null }, null],
    ['SCHOOL_REVIEW', { who: 'SCHOOL', since: acceptedAt, until: null }, null],
  ] as const)('%s: %j; silence decides at %s', (status, expected, silenceAt) => {
    expect(waitingFor(signingIn(status))).toEqual(expected);
    expect(deadline(signingIn(status))).toBe(silenceAt);
  });

  test('a closed one waits for nobody, and nothing is due any more', () => {
    for (const status of signingStatusCodes.slice(3)) {
      const state = signingIn(status);
      expect([waitingFor(state), deadline(state), reminders(state)]).toEqual([null, null, []]);
    }
  });
});

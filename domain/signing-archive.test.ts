import { expect, test } from '@jest/globals';
import { factsWith, signingCommands as commands, wholeArchiveProfile } from '../tests/support/signing-states.ts';
import { decide } from './signing.ts';

const archive = { archive: true, hukou: false };
const hukou = { archive: false, hukou: true };
const both = { archive: true, hukou: true };
const nothing = { archive: false, hukou: false };

test.each([
  ['an archive, with a whole profile', archive, {}, 'invited'],
  ['an archive, with a field open', archive, { postcode: null }, 'ARCHIVE_PROFILE_INCOMPLETE'],
  [
    'an archive, of a unit that takes none',
    archive,
    { archiveReceiverType: 'NOT_ACCEPTED' },
    'ARCHIVE_PROFILE_INCOMPLETE',
  ],
  ['an archive, without where registrations go', archive, { hukouRegionCode: null, hukouAddress: null }, 'invited'],
  ['nothing, with a field open', nothing, { postcode: null }, 'invited'],
  ['a registration, without where archives go', hukou, { postcode: null }, 'invited'],
  ['a registration, without its region', hukou, { hukouRegionCode: null }, 'ARCHIVE_PROFILE_INCOMPLETE'],
  ['both, without the address of one', both, { hukouAddress: null }, 'ARCHIVE_PROFILE_INCOMPLETE'],
  ['both, with a whole profile', both, {}, 'invited'],
] as const)('an invitation that promises %s: %#', (_, accepts, open, expected) => {
  const facts = factsWith({ archiveProfile: { ...wholeArchiveProfile, ...open } });
  const decision = decide(null, { ...commands.invite, accepts }, facts);
  expect('event' in decision ? decision.event.type : decision.refusal).toBe(expected);
});

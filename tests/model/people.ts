import type { SignedIn, TestApi } from '../support/api.ts';
import { buildEmployer, buildFavorite, buildGraduate, buildSchool, signedInAs } from '../support/factories.ts';
import type { BuiltEmployer, BuiltGraduate } from '../support/factories.ts';
import type { TestPlatform } from '../support/platform.ts';
import type { Act } from './acts.ts';
import type { Level, Setup, World } from './world.ts';

/** A platform that people call over HTTP. */
export interface Stage {
  platform: TestPlatform;
  api: Omit<TestApi, 'stop'>;
  /** How long what reaches other processes may take. */
  patienceMs: number;
  /** Is told of every step: what was asked for, whether it was accepted, and the world after it. */
  reached?: (act: Act, after: { accepted: boolean; world: World }) => void;
}

/** Somebody of a line, signed in. */
export interface Person<Thing> {
  thing: Thing;
  call: SignedIn;
}

/** Everybody of one line of acts: two units, two graduates of one school, its two reviewers. */
export interface People {
  units: Person<BuiltEmployer>[];
  graduates: Person<BuiltGraduate>[];
  reviewers: Record<Level, SignedIn>;
  /** By pair. */
  favorites: string[];
}

/** Makes them; nobody of another line has to do with them. */
export async function buildPeople({ platform, api }: Stage, setup: Setup): Promise<People> {
  const school = await buildSchool(platform, { signingChain: setup.signingChain });
  await platform
    .knex('school')
    .where({ schoolCode: school.schoolCode })
    .update({ terminationChain: [...setup.terminationChain], terminationNoticeDays: setup.noticeDays });
  const signedIn = async <Thing extends { accountId: string }>(thing: Thing) => ({
    thing,
    call: await signedInAs(api, thing.accountId),
  });
  const units = [await signedIn(await buildEmployer(platform)), await signedIn(await buildEmployer(platform))];
  const graduates = [
    await signedIn(await buildGraduate(platform, { school })),
    await signedIn(await buildGraduate(platform, { school, confirmed: false })),
  ];
  const favorites: string[] = [];
  for (const unit of units)
    for (const graduate of graduates) favorites.push(await buildFavorite(platform, unit.thing, graduate.thing));
  return {
    ...{ units, graduates, favorites },
    reviewers: {
      COLLEGE: await signedInAs(api, school.collegeReviewer ?? ''),
      SCHOOL: await signedInAs(api, school.schoolReviewer),
    },
  };
}

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Route } from '../../api/route.ts';
import { allRoutes } from '../../api/routes/all.ts';
import * as permissions from '../../domain/permissions.ts';
import { apiOf, type SignedIn, type TestApi } from '../support/api.ts';
import {
  buildEverybody,
  buildStrangers,
  everybody,
  refusedAtTheDoor,
  type Person,
  type Strangers,
} from '../support/everybody.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { askedOf, courses, mayAsk, type Asked, type Course } from '../support/process-courses.ts';
import {
  buildPlace,
  decidedAnswer,
  scenes,
  type Place,
  type Scene,
  type SceneName,
} from '../support/process-scenes.ts';
import { routeAccess } from '../support/route-access.ts';

/** The rules' own tables, which make the cells below. */
const rules = {
  SIGNING: permissions.relationsByAct,
  TERMINATION: permissions.relationsByTerminationAct,
  VERIFICATION: permissions.relationsByVerificationAct,
};

const named = ({ method, path }: Route) => `${method} ${path}`;
const routes = allRoutes.filter(({ path }) => /\{(signing|case|verification|termination)Id\}/.test(path));

/** Each act of the tables, on each route that asks for it, in each state in which somebody may ask for it. */
const cells = Object.entries(rules).flatMap(([kind, acts]) =>
  Object.keys(acts).flatMap((act) =>
    (Object.keys(courses) as Asked[])
      .filter((asked) => asked.startsWith(`${kind} ${act}`))
      .flatMap((asked) =>
        routes
          .filter((route) => askedOf[named(route)]?.includes(asked))
          .flatMap((route) =>
            (courses[asked] ?? []).map(
              (course) => [named(route), asked, course.scene, { route, act, course }] as const,
            ),
          ),
      ),
  ),
);

let platform: TestPlatform;
let api: Omit<TestApi, 'stop'>;
let place: Place;
let strangers: Strangers;
/** One record of each scene, which nobody changes: all who are refused meet it. */
const shared = new Map<SceneName, Promise<{ scene: Scene; people: Record<Person, SignedIn> }>>();

beforeAll(async () => {
  platform = await startPlatform();
  api = apiOf(platform);
  place = await buildPlace(api);
  strangers = await buildStrangers(api, place.school);
}, 60_000);
afterAll(() => platform.stop());

async function fresh(name: SceneName) {
  const scene = await scenes[name](api, place);
  return { scene, people: await buildEverybody(api, scene, strangers) };
}

function sharedOne(name: SceneName) {
  const present = shared.get(name) ?? fresh(name);
  shared.set(name, present);
  return present;
}

function expected(route: Route, { by, answer, notNow = [] }: Course, who: Person): string {
  const door = routeAccess[named(route)];
  const refusal = door ? refusedAtTheDoor(who, door) : 'no row in routeAccess';
  if (refusal !== null) return refusal;
  if (by.includes(who)) return answer;
  return notNow.includes(who) ? '409 ACTION_NOT_ALLOWED' : '404 NOT_FOUND';
}

async function ask(route: Route, act: string, scene: Scene, by: SignedIn): Promise<string> {
  const path = route.path.replace(/\{\w+\}/, scene.id);
  const asked = { body: scene.bodies[act] ?? {}, ...(route.kind === 'decision' ? { seq: scene.seq } : {}) };
  const { status, body } = await (route.method === 'get' ? by('get', path) : decidedAnswer(by, path, asked));
  const { code, status: told } = body as { code?: string; status?: string };
  return [String(status), status < 300 ? told : code].filter((word) => word !== undefined).join(' ');
}

/** An act that succeeds has a record of its own, one that is refused or reads meets the shared one. */
async function askAs(who: Person, wanted: string, { route, act, course }: (typeof cells)[number][3]): Promise<string> {
  const changes = wanted.startsWith('2') && route.method !== 'get';
  const { scene, people } = await (changes ? fresh(course.scene) : sharedOne(course.scene));
  return ask(route, act, scene, people[who]);
}

describe('the tables of domain/permissions.ts', () => {
  test('say what the contract says', () => {
    expect(rules).toEqual(mayAsk);
  });

  test('give nobody an act that no cell below shows to work, but those of staff and of the platform itself', () => {
    const standing: Partial<Record<Person, string>> = {
      ...{ 'a user of the unit': 'INVITER', 'the graduate': 'INVITEE', 'the college': 'COLLEGE' },
      'the school': 'SCHOOL',
    };
    const shown = (asked: Asked) =>
      new Set((courses[asked] ?? []).flatMap(({ by }) => by.flatMap((who) => standing[who] ?? [])));
    const given = Object.entries(mayAsk).flatMap(([kind, acts]) =>
      Object.entries<readonly string[]>(acts).map(([act, relations]) => {
        // A member of a unit stands to its verification as an inviter does to its signing; submitting begins one.
        const people = act === 'submit' ? [] : relations.map((each) => (each === 'MEMBER' ? 'INVITER' : each));
        const elsewhere = ['SYSTEM', 'REVIEWER', 'SUPERVISOR', 'ADMINISTRATOR'];
        return [`${kind} ${act}`, new Set(people.filter((each) => !elsewhere.includes(each)))] as const;
      }),
    );
    expect(given).toEqual(given.map(([asked]) => [asked, shown(asked as Asked)]));
  });

  test('are asked by every route about a process, and by no other', () => {
    expect(Object.keys(askedOf).sort()).toEqual(routes.map(named).sort());
    const told = new Set(cells.map(([name, asked]) => `${name}: ${asked}`));
    const wanted = Object.entries(askedOf).flatMap(([name, asked]) => asked.map((one) => `${name}: ${one}`));
    expect(told).toEqual(new Set(wanted));
  });
});

test.each(cells)(
  '%s, %s of a %s: works for those who may, and answers the others as the contract says',
  async (...cell) => {
    const [, , scene, { route, course }] = cell;
    const wanted = Object.fromEntries(everybody.map((who) => [who, expected(route, course, who)]));
    const answers = await Promise.all(
      everybody.map(async (who) => [who, await askAs(who, wanted[who] ?? '', cell[3])] as const),
    );
    expect(Object.fromEntries(answers)).toEqual(wanted);
    // Nothing of what was refused waits in the inbox.
    const { id, seq } = (await sharedOne(scene)).scene;
    expect(await api.knex('command').where({ processId: id, outcome: null })).toEqual([]);
    expect(await api.knex('process').where({ id }).first('seq')).toMatchObject({ seq });
  },
);

import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoGraduates, demoPassword } from '../../database/seeds/demo-data.ts';
import { apiOf, type TestApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { imports } from '../support/import-cast.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { freePort } from '../support/servers.ts';
import { sheetOf } from '../support/sheets.ts';
import { Person } from './people.ts';

const client = fileURLToPath(new URL('../../docs/examples/hr-client.mjs', import.meta.url));

let platform: TestPlatform;
let api: Omit<TestApi, 'stop'>;
let port: number;
beforeAll(async () => {
  platform = await startPlatform();
  port = await freePort();
  api = apiOf(platform, { port });
  await api.listening;
}, 90_000);
afterAll(() => platform.stop());

const letter = {
  positionCategory: '13',
  positionTitle: '软件工程师',
  responseWindowDays: 7,
  signingContactName: '张招聘',
};

/** A token of a unit's HR system. */
async function tokenOf(user: Person): Promise<string> {
  const expiresOn = `${new Date().getUTCFullYear() + 1}-01-01`;
  const body = { name: '人事系统', scopes: ['read', 'favorites', 'signings'], expiresOn };
  return (await user.do<{ secret: string }>('post', '/employer/api-tokens', { body })).secret;
}

/** Somebody of the demo data at their own device. */
async function demoPerson(userType: string, phone: string): Promise<Person> {
  const person = new Person(api);
  await person.do('post', '/sessions', { body: { userType, phone, password: demoPassword } });
  return person;
}

/** Runs the client of the documentation in a folder of its own; what it said, once it has ended by itself with this code. */
async function runClient(folder: string, token: string, ends = 0): Promise<string> {
  const files = ['graduates.xlsx', 'letter.json'].map((name) => path.join(folder, name));
  const run = spawn(process.execPath, [client, `http://127.0.0.1:${port}`, ...files], {
    cwd: folder,
    env: { PATH: process.env['PATH'], GSP_TOKEN: token, POLL_SECONDS: '0.2' },
  });
  let said = '';
  for (const stream of [run.stdout, run.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString()));
  const code = await new Promise((ended) => run.on('close', ended));
  if (code !== ends) throw new Error(`the client ended with ${code}: ${said}`);
  return said;
}

test('the client of the documentation imports a sheet, invites whom it could add, follows them to the end and keeps the agreement', async () => {
  const [signs, declines] = demoGraduates;
  const folder = await mkdtemp(path.join(tmpdir(), 'hr-client-'));
  const rows = [
    // Not as the school wrote it: nothing of the client may hang on that.
    [[...(signs?.name ?? '')].join(' '), signs?.idNumber ?? '', '示范大学', ''],
    [declines?.name ?? '', declines?.idNumber ?? '', '99001', '二面通过'],
    ['无此人', '990100200408180086', '示范大学', ''],
  ];
  await writeFile(path.join(folder, 'graduates.xlsx'), await sheetOf([imports.favorites.headings, ...rows]));
  await writeFile(path.join(folder, 'letter.json'), JSON.stringify(letter));

  const user = await demoPerson('EMPLOYER', '13800000001');
  const secret = await tokenOf(user);
  // What was read last is long forgotten: the client says so, and begins anew.
  await writeFile(path.join(folder, 'hr-client.state.json'), JSON.stringify({ after: randomUUID() }));
  const said = runClient(folder, secret);

  /** The graduate's own answer, as soon as there is an invitation. */
  const answer = async (phone: string, act: string, body: object) => {
    const graduate = await demoPerson('GRADUATE', phone);
    const { items } = await eventually(async () => {
      const page = await graduate.see<{ items: { id: string }[] }>('/graduate/signings');
      expect(page.items).toHaveLength(1);
      return page;
    });
    await graduate.do('post', `/graduate/signings/${items[0]?.id}/${act}`, { body });
    return items[0]?.id ?? '';
  };
  const signing = await answer(signs?.phone ?? '', 'accept', { confirmed: true });
  const declined = await answer(declines?.phone ?? '', 'decline', {});
  const [college, school] = [await demoPerson('REVIEWER', '13700000001'), await demoPerson('REVIEWER', '13700000002')];
  await college.do('post', `/review/cases/${signing}/approve`, { body: {}, seq: 2 });
  await school.do('post', `/review/cases/${signing}/approve`, { body: {}, seq: 3 });

  const told = await said;
  expect(told).toContain('row 4: NOT_MATCHED');
  expect(told).toContain('the feed goes back 90 days');
  expect(told).toContain(`signing ${signing}: SIGNED at the end`);
  expect(told).toContain(`signing ${declined}: DECLINED at the end`);
  expect((await readdir(folder)).sort()).toEqual(
    ['graduates.xlsx', 'letter.json', 'hr-client.state.json', 'to-mend.xlsx', `${signing}.pdf`].sort(),
  );
  expect((await readFile(path.join(folder, `${signing}.pdf`))).subarray(0, 5).toString()).toBe('%PDF-');

  // The unit reads that its system sent the letter, and whose it is, in the head of the record as in its line.
  const sent = await user.see<{ inviter: { startedByName: string }; timeline: { who: { name: string } }[] }>(
    `/employer/signings/${signing}`,
  );
  expect(sent.inviter.startedByName).toBe('人事系统（张招聘）');
  expect(sent.timeline[0]?.who.name).toBe(sent.inviter.startedByName);

  // Started again it invites nobody twice, and says how it stands.
  expect(await runClient(folder, secret)).toContain(`signing ${signing}: SIGNED at the end`);
  const { items } = await user.see<{ items: object[] }>('/employer/signings?tab=SIGNING');
  expect(items).toEqual([]);
}, 60_000);

test('a sending that was refused is sent anew once that is mended, and to nobody twice', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hr-client-'));
  const wanted = demoGraduates[5];
  const row = [wanted?.name ?? '', wanted?.idNumber ?? '', '示范学院', ''];
  await writeFile(path.join(folder, 'graduates.xlsx'), await sheetOf([imports.favorites.headings, row]));
  await writeFile(path.join(folder, 'letter.json'), JSON.stringify({ ...letter, acceptsArchive: true }));
  const user = await demoPerson('EMPLOYER', '13800000001');
  const secret = await tokenOf(user);
  const profile = {
    ...{
      archiveReceiverType: 'SELF',
      archiveUnitName: '示范单位',
      archiveRegionCode: '110108',
      archiveAddress: '某路1号',
    },
    ...{ archiveContactName: '某人', archiveContactPhone: '010-88886666', postcode: '100080' },
  };
  await user.do('put', '/employer/archive-profile', { body: {} });
  expect(await runClient(folder, secret, 1)).toContain('REFUSED ARCHIVE_PROFILE_INCOMPLETE');

  await user.do('put', '/employer/archive-profile', { body: profile });
  const said = runClient(folder, secret);
  const graduate = await demoPerson('GRADUATE', wanted?.phone ?? '');
  const { items } = await eventually(async () => {
    const page = await graduate.see<{ items: { id: string }[] }>('/graduate/signings');
    expect(page.items).toHaveLength(1);
    return page;
  });
  await graduate.do('post', `/graduate/signings/${items[0]?.id}/decline`, { body: {} });
  expect(await said).toContain(`signing ${items[0]?.id}: DECLINED at the end`);
}, 60_000);

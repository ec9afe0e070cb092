import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { demoGraduates, demoPassword } from '../database/seeds/demo-data.ts';

/**
 * Walks one signing over HTTP on the demo data of a running product: search, favorite, an invitation that lapses, a
 * re-invitation, acceptance, both reviews, SIGNED. `npm run walk [-- BASE_URL [GRADUATE_PHONE]]`; each graduate once.
 */
const [base = 'http://127.0.0.1:3000', phone = '13900000001'] = process.argv.slice(2);
const lapseWithinMs = 60_000;

interface Signing {
  id: string;
  status: string;
  seq: number;
  agreementNo: string | null;
}

const graduate = demoGraduates.find((each) => each.phone === phone && each.schoolCode === '99001');
if (!graduate) throw new Error(`No graduate of school 99001 has the phone ${phone}`);

const employer = await signIn('EMPLOYER', '13800000001');
const student = await signIn('GRADUATE', phone);
const college = await signIn('REVIEWER', graduate.college === '法学院' ? '13700000004' : '13700000001');
const school = await signIn('REVIEWER', '13700000002');

const { name, idNumber, schoolCode } = graduate;
const { match } = await employer<{ match: { searchId: string } | null }>('POST', '/employer/graduate-searches', {
  body: { name, idNumber, schoolCode },
});
if (!match) throw new Error('The search found nobody');
const favorite = await employer<{ id: string }>('POST', '/employer/favorites', { body: { searchId: match.searchId } });
const letter = {
  positionCategory: '13',
  positionTitle: '软件工程师',
  responseWindowDays: 7,
  signingContactName: '张招聘',
};

const lapsing = await employer<Signing>('POST', '/employer/signings', {
  body: { favoriteId: favorite.id, ...letter, sandboxDeadlineSeconds: 2 },
});
await untilStatus(lapsing.id, 'RESPONSE_EXPIRED');
const { id } = await employer<Signing>('POST', `/employer/signings/${lapsing.id}/reinvite`, { body: letter });
const accepted = await student<Signing>('POST', `/graduate/signings/${id}/accept`, { body: { confirmed: true } });
const reviewed = await college<Signing>('POST', `/review/cases/${id}/approve`, { body: {}, seq: accepted.seq });
const signed = await school<Signing>('POST', `/review/cases/${id}/approve`, { body: {}, seq: reviewed.seq });
process.stdout.write(`${signed.status}, agreement ${String(signed.agreementNo)}\n`);

async function untilStatus(signingId: string, status: string): Promise<void> {
  for (const until = Date.now() + lapseWithinMs; ; await pause(250)) {
    const now = await employer<Signing>('GET', `/employer/signings/${signingId}`);
    if (now.status === status) return;
    if (Date.now() > until) throw new Error(`Still ${now.status}`);
  }
}

/** Signs in and answers a function that calls as that person, prints each call, and throws on a refusal. */
async function signIn(userType: string, by: string) {
  const headers = { 'content-type': 'application/json', origin: base };
  const body = JSON.stringify({ userType, phone: by, password: demoPassword });
  const session = await fetch(`${base}/api/v1/sessions`, { method: 'POST', headers, body });
  if (session.status !== 201) throw new Error(`Signing in as ${by}: ${session.status} ${await session.text()}`);
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return async <T>(method: string, path: string, { body: sent, seq }: { body?: object; seq?: number } = {}) => {
    const response = await fetch(`${base}/api/v1${path}`, {
      method,
      headers: {
        ...{ ...headers, cookie, 'idempotency-key': randomUUID() },
        ...(seq === undefined ? {} : { 'if-match': `"${seq}"` }),
      },
      ...(sent ? { body: JSON.stringify(sent) } : {}),
    });
    const answer = (await response.json()) as T & { status: string | number; code?: string };
    process.stdout.write(`${response.status} ${method} ${path} ${answer.code ?? answer.status ?? ''}\n`);
    if (!response.ok) throw new Error(`${path} was refused: ${String(answer.code)}`);
    return answer;
  };
}

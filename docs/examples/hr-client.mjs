// Imports graduates from a sheet into the favorites, invites them, and follows each until it is signed or has ended.
//
//   GSP_TOKEN=gsp_… node hr-client.mjs http://127.0.0.1:3000 graduates.xlsx letter.json
//
// The token needs the scopes `read`, `favorites` and `signings`. letter.json is a letter as POST /employer/signings takes
// it, without `favoriteId`. Started again after a break it goes on where it was: what it has read of the feed stands in
// hr-client.state.json, and nobody is invited twice, because the key of a sending is made from sheet and letter. The same key
// hears the same answer, also a refusal: a sending of which rows were refused gets another key the next time, once what was in
// the way is mended. Ends with 1 where somebody was not invited.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const [origin, sheetFile, letterFile] = process.argv.slice(2);
const token = process.env.GSP_TOKEN;
if (!origin || !sheetFile || !letterFile || !token) {
  console.error('GSP_TOKEN=… node hr-client.mjs ORIGIN SHEET.xlsx LETTER.json');
  process.exit(2);
}
const stateFile = process.env.STATE_FILE ?? 'hr-client.state.json';
/** What was read last of the feed, and how many sendings had rows that were refused. */
const state = { refusals: 0, ...(existsSync(stateFile) && JSON.parse(readFileSync(stateFile, 'utf8'))) };
const keep = () => writeFileSync(stateFile, JSON.stringify(state));

/** One call. No answer, a 5xx or a 429 is tried again with the same key: the platform does it once. */
async function call(method, path, { json, form, key } = {}) {
  for (let pause = 1; ; pause = Math.min(pause * 2, 60)) {
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(json && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
      },
      body: json ? JSON.stringify(json) : form,
    }).catch(() => null);
    if (answer?.ok) return answer;
    if (answer && answer.status < 500 && answer.status !== 429) {
      const { code, detail, errors } = await answer.json();
      const told = `${method} ${path}: ${code} ${detail} ${JSON.stringify(errors ?? [])}`;
      throw Object.assign(new Error(told), { code, errors: errors ?? [] });
    }
    await wait(1_000 * Number(answer?.headers.get('retry-after') ?? pause));
  }
}
const get = async (path) => (await call('GET', path)).json();

/** Asks for something until it is done. */
async function whenDone(path) {
  for (;;) {
    const found = await get(path);
    if (found.status === 'DONE') return found;
    await wait(1_000);
  }
}

// 1. The sheet: every row gets an outcome; what could not be added comes back as a sheet to mend.
const sheet = readFileSync(sheetFile);
const form = new FormData();
form.append('file', new Blob([sheet]), 'graduates.xlsx');
const { id: importId } = await (await call('POST', '/employer/favorites/imports', { form })).json();
const { rows } = await whenDone(`/employer/favorites/imports/${importId}`);
for (const { row, outcome, detail } of rows) console.log(`row ${row}: ${outcome}${detail ? ` ${detail}` : ''}`);
const isWanted = new Set(rows.flatMap(({ favoriteId }) => favoriteId ?? []));
if (rows.some(({ outcome }) => outcome !== 'ADDED' && outcome !== 'ALREADY_ADDED')) {
  const result = await call('GET', `/employer/favorites/imports/${importId}/result`);
  writeFileSync('to-mend.xlsx', Buffer.from(await result.arrayBuffer()));
  console.log('to-mend.xlsx holds the rows that were not added');
}

// 2. Whom of them nobody has invited yet gets the letter, by batches of 200 at most.
const letter = JSON.parse(readFileSync(letterFile, 'utf8'));
const statuses = new Map();
const favoriteIds = [];
for (let cursor = ''; cursor !== null;) {
  const page = await get(`/employer/favorites?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
  for (const { id, signingId, status } of page.items) {
    if (!isWanted.has(id)) continue;
    if (signingId === null) favoriteIds.push(id);
    else statuses.set(signingId, status);
  }
  cursor = page.nextCursor;
}
let refused = 0;
for (let from = 0; from < favoriteIds.length; from += 200) {
  const batch = { letter, favoriteIds: favoriteIds.slice(from, from + 200) };
  const sending = JSON.stringify({ ...batch, refusals: state.refusals });
  const key = createHash('sha256').update(sending).digest('hex').slice(0, 36);
  const { id } = await (await call('POST', '/employer/signing-batches', { json: batch, key })).json();
  const { rows } = await whenDone(`/employer/signing-batches/${id}`);
  for (const { favoriteId, outcome, signingId, code } of rows) {
    console.log(`favorite ${favoriteId}: ${outcome}${code ? ` ${code}` : ''}`);
    if (signingId) statuses.set(signingId, 'AWAITING_GRADUATE');
  }
  refused += rows.filter(({ outcome }) => outcome === 'REFUSED').length;
}
if (refused > 0) {
  console.log(`${refused} were not invited: mend what is said above, and start this again`);
  state.refusals += 1;
  process.exitCode = 1;
  keep();
}

// 3. The feed tells each change once, oldest first; what was read is kept after each page.
const ends = ['SIGNED', 'DECLINED', 'RESPONSE_EXPIRED', 'REVIEW_REJECTED', 'WITHDRAWN', 'TERMINATED', 'INVALIDATED'];
while ([...statuses.values()].some((status) => !ends.includes(status))) {
  const page = await changesAfter(state.after);
  for (const { id, type, signingId, terminationId } of page.items) {
    state.after = id;
    if (terminationId || !statuses.has(signingId)) continue;
    statuses.set(signingId, type);
    console.log(`signing ${signingId}: ${type}`);
  }
  keep();
  if (page.nextCursor === null) await wait(Number(process.env.POLL_SECONDS ?? 60) * 1_000);
}

/** A page of the feed. What was read more than 90 days ago may be forgotten there: then the signings themselves say how they stand. */
async function changesAfter(last) {
  try {
    return await get(`/employer/events?limit=100${last ? `&after=${last}` : ''}`);
  } catch (error) {
    if (!error.errors?.some(({ pointer }) => pointer === '/after')) throw error;
    console.log('the feed goes back 90 days and not to what was read last: the signings are read instead');
    for (const id of statuses.keys()) statuses.set(id, (await get(`/employer/signings/${id}`)).status);
    return changesAfter(undefined);
  }
}

// 4. The agreements of those who signed.
for (const [signingId, status] of statuses) {
  console.log(`signing ${signingId}: ${status} at the end`);
  if (status === 'SIGNED') await saveAgreement(signingId);
}

/** The agreement is made some seconds after the signing. */
async function saveAgreement(signingId) {
  for (;;) {
    try {
      const document = await call('GET', `/employer/signings/${signingId}/agreement`);
      writeFileSync(`${signingId}.pdf`, Buffer.from(await document.arrayBuffer()));
      return;
    } catch (error) {
      if (error.code !== 'AGREEMENT_NOT_READY') throw error;
      await wait(2_000);
    }
  }
}

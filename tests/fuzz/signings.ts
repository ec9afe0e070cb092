import { randomUUID } from 'node:crypto';
import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';
import { buildSigning, type BuiltSigning } from '../support/build-signing.ts';
import { buildTermination } from '../support/build-termination.ts';
import { buildGraduate, type BuiltEmployer, type BuiltGraduate, type BuiltSchool } from '../support/factories.ts';
import { signIn, type Actor, type Stage } from './stage.ts';

/** Signings of the unit in the states acts want, and terminations; which of them each act wants is in `paths`. */
export async function buildSignings(
  stage: Stage,
  { employer, school, actor, turn }: { employer: BuiltEmployer; school: BuiltSchool; actor: Actor; turn: number },
) {
  const seqs: [string, number][] = [];
  const lists: Record<'open' | 'signed' | 'ended' | 'issued' | 'asked' | 'applied' | 'inReview', string[]> = {
    ...{ open: [], signed: [], ended: [], issued: [], asked: [], applied: [], inReview: [] },
  };
  const keep = ({ id, seq }: { id: string; seq: number }, ...into: (keyof typeof lists)[]) => {
    seqs.push([id, seq]);
    for (const list of into) lists[list].push(id);
  };
  const invitee = await buildGraduate(stage, { school, confirmed: turn % 4 !== 2 });
  const sign = async (status: Exclude<SigningStatus, 'TERMINATED'>, of: BuiltGraduate | undefined = undefined) =>
    buildSigning(stage, { employer, status, graduate: of ?? (await buildGraduate(stage, { school })) });
  // One of the four at a time: a graduate who has signed can answer nobody.
  switch (turn % 4) {
    case 0:
    case 2:
      keep(await sign('AWAITING_GRADUATE', invitee), 'open');
      keep(await buildSigning(stage, { graduate: invitee }), 'open');
      break;
    case 1: {
      const signed = await sign('SIGNED', invitee);
      keep(signed, 'signed');
      if (turn % 8 === 5) keep({ id: await applied(stage, signed), seq: 1 }, 'applied');
      break;
    }
    case 3: {
      const signed = await issued(stage, await sign('SCHOOL_REVIEW', invitee));
      keep(signed, 'issued');
      keep(await buildTermination(stage, signed), 'asked');
    }
  }
  const rest = { invitee, lists, seqs };
  if (actor === 'graduate') return castOf(rest);
  for (const status of ['COLLEGE_REVIEW', 'SCHOOL_REVIEW'] as const) keep(await sign(status), 'inReview');
  keep(await sign('AWAITING_GRADUATE'), 'open');
  keep(await sign(turn % 2 === 0 ? 'RESPONSE_EXPIRED' : 'REVIEW_REJECTED'), 'ended');
  keep(await sign('SIGNED'), 'signed');
  keep(await buildTermination(stage, await sign('SIGNED')), 'asked');
  const chain = ['COLLEGE', 'SCHOOL'] as const;
  const status = turn % 2 === 0 ? 'SCHOOL_REVIEW' : 'COLLEGE_REVIEW';
  keep(await buildTermination(stage, await sign('SIGNED'), { status, chain }), 'inReview');
  keep({ id: await applied(stage, await sign('SIGNED')), seq: 1 }, 'applied');
  return castOf(rest);
}

function castOf({
  invitee,
  lists,
  seqs,
}: {
  invitee: BuiltGraduate;
  lists: Record<string, string[]>;
  seqs: [string, number][];
}) {
  const { open = [], signed = [], ended = [], issued: documents = [], asked = [], applied: toAnswer = [] } = lists;
  const [ofUnit, ofGraduate] = ['/api/v1/employer', '/api/v1/graduate'];
  const terminationIds = [...asked, ...toAnswer];
  const cases = lists['inReview'] ?? [];
  return {
    ...{ invitee, seqs },
    ids: seqs.map(([id]) => id).filter((id) => !terminationIds.includes(id)),
    terminationIds: terminationIds.length > 0 ? terminationIds : cases,
    paths: {
      [`${ofUnit}/signings/{signingId}/withdraw`]: open,
      [`${ofUnit}/signings/{signingId}/reinvite`]: ended,
      [`${ofUnit}/signings/{signingId}/agreement`]: documents,
      [`${ofUnit}/signings/{signingId}/terminations`]: signed,
      [`${ofUnit}/terminations/{terminationId}/agree`]: toAnswer,
      [`${ofUnit}/terminations/{terminationId}/refuse`]: toAnswer,
      [`${ofUnit}/terminations/{terminationId}/withdraw`]: asked,
      [`${ofGraduate}/signings/{signingId}/accept`]: open,
      [`${ofGraduate}/signings/{signingId}/decline`]: open,
      [`${ofGraduate}/signings/{signingId}/agreement`]: documents,
      [`${ofGraduate}/signings/{signingId}/terminations`]: signed,
      [`${ofGraduate}/terminations/{terminationId}/agree`]: asked,
      [`${ofGraduate}/terminations/{terminationId}/refuse`]: asked,
      [`${ofGraduate}/terminations/{terminationId}/withdraw`]: toAnswer,
      '/api/v1/review/cases/{caseId}/agreement': documents,
      '/api/v1/review/cases/{caseId}/approve': cases,
      '/api/v1/review/cases/{caseId}/reject': cases,
      '/api/v1/school/signings/{signingId}/void': signed,
    },
  };
}

/** Lets the graduate apply for the end over HTTP; answers the termination. */
async function applied(stage: Stage, { id, graduate }: BuiltSigning): Promise<string> {
  const body = { reason: 'MUTUAL', detail: '协商一致' };
  const path = `/graduate/signings/${id}/terminations`;
  return (await act(stage, graduate.accountId, { path, body })).id;
}

/** Lets the school approve it over HTTP, so that the platform makes the agreement's document. */
async function issued(stage: Stage, signing: BuiltSigning): Promise<BuiltSigning> {
  const path = `/review/cases/${signing.id}/approve`;
  await act(stage, signing.graduate.school.schoolReviewer, { path, body: {}, seq: signing.seq });
  return { ...signing, seq: signing.seq + 1 };
}

async function act(
  stage: Stage,
  accountId: string,
  { path, body, seq = 0 }: { path: string; body: object; seq?: number },
): Promise<{ id: string }> {
  const headers = {
    ...{ cookie: await signIn(stage, accountId), origin: stage.baseUrl, 'content-type': 'application/json' },
    ...{ 'idempotency-key': randomUUID(), 'if-match': `"${seq}"` },
  };
  const answer = await fetch(`${stage.baseUrl}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as { id: string };
}

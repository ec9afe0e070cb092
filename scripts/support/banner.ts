import {
  demoCodeSecret,
  demoEmployers,
  demoGraduates,
  demoPassword,
  demoSchools,
  demoStaff,
} from '../../database/seeds/demo-data.ts';

/** What is printed when everything is ready: where to look, and how to sign in. */
export function banner(given: { origin: string; temporalUi: string; logs: string }): string {
  const { origin } = given;
  return `
  Ready. Stop it with Ctrl-C; the next start goes on from here.

    Site        ${origin}/
    Staff panel ${origin}/admin
    API docs    ${origin}/docs
    Sandbox     ${origin}/sandbox  (the text messages that would have been sent, with their codes)
    Temporal    ${given.temporalUi}
    Logs        ${given.logs}

  Demo sign-ins, every password is ${demoPassword}

${[...employerLines(), ...reviewerLines(), ...graduateLines(), ...staffLines()].map(([who, phones, what]) => `    ${who.padEnd(10)}  ${phones.padEnd(24)}  ${what}`).join('\n')}

  The administrator also needs a code: ${origin}/ shows it, or an authenticator app with the secret ${demoCodeSecret}
`;
}

type Line = readonly [who: string, phones: string, what: string];

const employerLines = (): Line[] =>
  demoEmployers.map(({ name, users, verificationState }) => [
    'Employer',
    users.map(({ phone }) => phone).join(', '),
    verificationState === 'VERIFIED' ? name : `${name}, not verified yet`,
  ]);

const reviewerLines = (): Line[] =>
  demoSchools.flatMap((school) => [
    ['School', school.reviewer.phone, `${school.name}, reviews ${school.signingChain.join(' then ').toLowerCase()}`],
    ...school.colleges.map(({ name, reviewer }): Line => ['College', reviewer.phone, `${school.name} ${name}`]),
  ]);

const graduateLines = (): Line[] =>
  demoGraduates
    .filter(({ account, cohortYear }) => account && cohortYear === 2027)
    .map(({ name, phone, schoolCode, college, confirmed }) => [
      'Graduate',
      phone,
      `${name}, ${schoolCode} ${college}${confirmed ? '' : ', profile not confirmed yet'}`,
    ]);

const staffLines = (): Line[] =>
  demoStaff.map(({ signInName, name, role }) => ['Staff', signInName, `${name}, ${role.toLowerCase()}, at /admin`]);

import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { agreementText } from '../domain/agreement-document.ts';
import { fontFiles } from '../integrations/documents/fonts.ts';
import { typstTypesetter } from '../integrations/documents/typst.ts';
import type { Benchmark } from './benchmark.ts';
import { percentile, rounded } from './statistics.ts';

const goalMs = 50;
const warmUps = 10;

/** What one document took: by the wall, and of all processors together; the second hardly minds what else a machine does. */
type Taken = { ms: number; cpuMs: number };

/**
 * How long one agreement takes to be set once the compiler is warm, each for somebody else, beside an empty page of the same
 * compiler, in turn.
 */
export const agreement: Benchmark = {
  name: 'agreement',
  async run({ documents, say }) {
    const typesetter = typstTypesetter();
    const first = await timed(() => setOne(0));
    const setEmpty = emptyPages();
    for (let i = 1; i < warmUps; i += 1) await setOne(i);
    say(`The first one, with fonts and compiler: ${ms(first.ms)}`);
    const whole: Taken[] = [];
    const empty: Taken[] = [];
    for (let i = 0; i < documents; i += 1) {
      whole.push(await timed(() => setOne(warmUps + i)));
      empty.push(await timed(() => Promise.resolve(setEmpty(i))));
    }
    const of = (samples: Taken[], unit: keyof Taken, share: number) =>
      percentile(
        samples.map((each) => each[unit]),
        share,
      );
    const [medianMs, cpuMs] = [of(whole, 'ms', 0.5), of(whole, 'cpuMs', 0.5)];
    const ratio = cpuMs / of(empty, 'cpuMs', 0.5);
    const row = (label: string, samples: Taken[], goal: string) => [
      label,
      ...[of(samples, 'ms', 0.5), of(samples, 'ms', 0.95), of(samples, 'cpuMs', 0.5)].map(ms),
      goal,
    ];
    return {
      table: [
        [`${documents} of each, in turn`, 'p50', 'p95', 'CPU p50', ''],
        row(`one agreement (goal ${goalMs} ms)`, whole, medianMs <= goalMs ? 'met' : 'missed'),
        row('one empty page', empty, ''),
        ['agreement ÷ empty page, CPU', ratio.toFixed(1), '', '', ''],
        ['the very first agreement', ms(first.ms), '', ms(first.cpuMs), ''],
      ],
      figures: {
        medianMs: rounded(medianMs),
        cpuMs: rounded(cpuMs),
        ratio: rounded(ratio, 1),
        firstMs: rounded(first.ms, 0),
      },
      raw: { whole, empty },
    };

    function setOne(serial: number): Promise<Buffer> {
      const no = `2027990010${String(serial).padStart(6, '0')}K`;
      const checkUrl = `https://signing.example.gov.cn/a/${no}?code=3F2A91BC77D0`;
      return typesetter.agreement({ text: textOf(no, serial), checkUrl, at: '2026-09-23T03:00:00.000Z' });
    }
  },
};

/** A page with nothing but its number on it; no two the same. */
function emptyPages(): (serial: number) => Buffer {
  const fontArgs = [{ fontBlobs: fontFiles.map((file) => readFileSync(file)) }];
  const compiler = NodeCompiler.create({ workspace: '.', fontArgs });
  return (serial) => {
    const page = compiler.pdf(
      { mainFileContent: '#sys.inputs.n', inputs: { n: String(serial) } },
      { pdfStandard: 'a-2b' },
    );
    compiler.evictCache(10);
    return page;
  };
}

async function timed(work: () => Promise<unknown>): Promise<Taken> {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - begun, cpuMs: (user + system) / 1_000 };
}

const ms = (value: number) => `${value.toFixed(1)} ms`;

/** No two share a name, a number or a unit: nothing that a cache could know by heart. */
function textOf(agreementNo: string, serial: number) {
  const at = `2026-09-23T03:00:${String(serial % 60).padStart(2, '0')}.000Z`;
  const name = String.fromCodePoint(0x4e00 + serial * 7, 0x5000 + serial * 13, 0x6000 + serial * 29);
  return agreementText({
    ...{
      agreementNo,
      checkCode: '3F2A91BC77D0',
      archive: null,
      hukou: null,
      remarks: `${name}升学的，本协议自动解除。`,
    },
    employer: {
      ...{ name: `${name}科技有限公司`, uscc: `91990000MA${String(serial).padStart(8, '0')}` },
      ...{ unitNature: 'PRIVATE', industry: 'INTERNET_ECOMMERCE', address: `示范路 ${serial} 号` },
    },
    contact: { name: '张招聘', phone: '010-88886666', email: null },
    terms: {
      ...{ workPlace: null, reportOn: null, salary: null, benefits: null },
      ...{ probation: null, servicePeriod: null, penalty: null },
    },
    graduate: {
      ...{ name, idNumber: `9901002004010${String(serial).padStart(5, '0')}`, schoolName: '示范大学' },
      ...{ collegeName: '计算机学院', educationLevel: '31', major: '软件工程', cohortYear: 2027 },
    },
    position: { category: '13', title: `${name}工程师` },
    ...{ invitedAt: at, acceptedAt: at, state: 'IN_FORCE', stateAt: at },
    approvals: [{ stage: 'SCHOOL', at, inPlaceOfCollege: false }],
  });
}

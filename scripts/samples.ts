import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { demoEmployers } from '../database/seeds/demo-data.ts';

/** `npm run samples`: draws api/samples/ anew, pictures of papers of nobody's; needs a Chinese font, which is why they are kept. */
const [unit] = demoEmployers;
const fonts = 'Noto Serif CJK SC, Noto Sans CJK SC, serif';

interface Paper {
  name: string;
  title: string;
  size: { width: number; height: number };
  lines: readonly string[];
}

const papers: readonly Paper[] = [
  {
    name: 'business-license',
    title: '营业执照（样例）',
    size: { width: 1200, height: 850 },
    lines: [
      `统一社会信用代码：${unit.uscc}`,
      `名称：${unit.name}`,
      '类型：有限责任公司（示范）',
      '住所：示范省样例市演示路 1 号',
      '经营范围：仅供演示，不经营任何业务',
      '登记机关：示范登记机关，2020 年 1 月 1 日',
    ],
  },
  {
    name: 'signing-authorization-letter',
    title: '网签授权书（样例）',
    size: { width: 850, height: 1200 },
    lines: [
      '全国高校毕业生网上签约平台（示范）：',
      `${unit.name}（统一社会信用代码`,
      `${unit.uscc}）授权示范联系人办理`,
      '网上签约事宜。本授权书为样例，不具效力。',
      '',
      `单位（盖章）：${unit.name}`,
      '日期：2026 年 1 月 1 日',
    ],
  },
];

function drawing({ title, size: { width, height }, lines }: Paper): string {
  const text = lines.map((line, row) => `<text x="90" y="${260 + row * 75}" font-size="32">${line}</text>`);
  const [sealX, sealY] = [width - 220, height - 190];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${fonts}">
<rect width="100%" height="100%" fill="#fdfaf2"/>
<rect x="30" y="30" width="${width - 60}" height="${height - 60}" fill="none" stroke="#a0884f" stroke-width="4"/>
<text x="${width / 2}" y="150" font-size="56" text-anchor="middle">${title}</text>
${text.join('\n')}
<g fill="none" stroke="#c8102e" stroke-width="6"><circle cx="${sealX}" cy="${sealY}" r="110"/></g>
<text x="${sealX}" y="${sealY + 16}" font-size="44" fill="#c8102e" text-anchor="middle">示范印章</text>
<text x="${width / 2}" y="${height / 2}" font-size="${width / 9}" fill="#c8102e" fill-opacity="0.13" text-anchor="middle"
  transform="rotate(-25 ${width / 2} ${height / 2})">样例 SAMPLE</text>
</svg>`;
}

for (const paper of papers) {
  const file = fileURLToPath(new URL(`../api/samples/${paper.name}.png`, import.meta.url));
  await sharp(Buffer.from(drawing(paper)))
    .png({ palette: true, compressionLevel: 9 })
    .toFile(file);
}

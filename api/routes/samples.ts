import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Binary } from '../binary.ts';
import { page } from '../html.ts';
import { reply } from '../reply.ts';
import { defineRoute } from '../route.ts';

const samples = {
  method: 'get',
  base: '/sandbox/samples',
  tag: 'Sandbox',
  access: 'OPEN',
  kind: 'read',
  embeddedOnly: true,
  documented: false,
} as const;

/** The sample papers, for whoever tries uploads out. */
export const getSamples = defineRoute({
  ...samples,
  path: '/',
  summary: 'Sample pictures to upload; embedded mode only',
  answers: { 200: z.string() },
  handle: async () =>
    page({
      title: '样例图片 Sample pictures',
      body: `<h1>样例图片 <span lang="en">Sample pictures</span></h1>
<p>供试用上传功能，内容均为虚构。<span lang="en">To try uploads with; nothing in them is real.</span></p>
<ul class="links">
<li><a href="/sandbox/samples/business-license.png">营业执照 <span lang="en">Business licence</span></a></li>
<li><a href="/sandbox/samples/signing-authorization-letter.png">网签授权书 <span lang="en">Signing authorization letter</span></a></li>
</ul>`,
    }),
});

/** 营业执照 of nobody. */
export const getSampleLicense = sample('business-license.png');

/** 网签授权书 of nobody. */
export const getSampleLetter = sample('signing-authorization-letter.png');

function sample(name: string) {
  return defineRoute({
    ...samples,
    path: `/${name}`,
    summary: 'A sample picture; embedded mode only',
    answers: { 200: new Binary(['image/png']) },
    handle: async () =>
      reply(200, await readFile(new URL(`../samples/${name}`, import.meta.url)), { 'content-type': 'image/png' }),
  });
}

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { hashOfRequest, hmacSha256, sha256, signedHeaderNames, type CanonicalRequest } from './canonical-request.ts';
import { exchange } from './exchange.ts';
import {
  clipped,
  operatorSeconds,
  outcomeOf,
  parseAnswer,
  throttledSeconds,
  unreachableSeconds,
  type AnswerRules,
} from './provider-answer.ts';
import type { Sms, SmsOutcome, SmsSender } from './sms.ts';
import type { GatewaySettings } from './settings.ts';

const Answer = z.object({ Code: z.string(), Message: z.string().optional(), BizId: z.string().max(100).optional() });

/** Source: the error codes of Dysmsapi 2017-05-25 and the common ones of Aliyun's API gateway. */
const rules: AnswerRules = [
  { code: /^isv\.(DAY|MONTH)_LIMIT_CONTROL$/, means: { afterSeconds: throttledSeconds.day } },
  { code: /^(isv\.BUSINESS_LIMIT_CONTROL$|Throttling)/, means: { afterSeconds: throttledSeconds.minute } },
  // Nobody says whether it went; or this very request was taken before.
  {
    code: /^(isp\.SYSTEM_ERROR|isp\.GATEWAY_ERROR|InternalError|ServiceUnavailable|SignatureNonceUsed)/,
    means: 'UNKNOWN',
  },
  {
    code: /^(isv\.(AMOUNT_NOT_ENOUGH|OUT_OF_SERVICE|PRODUCT_UN_?SUBSCRI|ACCOUNT_|SMS_TEMPLATE_ILLEGAL|SMS_SIGN|DENY_IP_RANGE)|isp\.RAM_|InvalidAccessKeyId|SignatureDoesNotMatch|IncompleteSignature|InvalidTimeStamp|Forbidden|NoPermission)/,
    means: { afterSeconds: operatorSeconds },
  },
];

/**
 * 阿里云短信 (Dysmsapi 2017-05-25, SendSms) with the V3 signature ACS3-HMAC-SHA256. It does not recognise repeats: the key goes along as
 * OutId, for tracing. What it says of a person, a number above all, is not passed on.
 */
export function aliyunSms(settings: GatewaySettings): SmsSender {
  return {
    recognisesRepeats: false,
    async send(sms): Promise<SmsOutcome> {
      const url = new URL(settings.url);
      const query = canonicalQuery(parametersOf(sms, settings));
      const request: CanonicalRequest = { method: 'POST', query, headers: headersOf(url.host), body: '' };
      url.search = query;
      const heard = await exchange({
        url,
        headers: { ...request.headers, accept: 'application/json', authorization: acs3(request, settings) },
        body: '',
        deadline: settings.deadline,
        connectMs: settings.connectMs,
      });
      if ('neverLeft' in heard)
        return { status: 'LATER', code: 'ALIYUN_UNREACHABLE', afterSeconds: unreachableSeconds };
      return outcomeOfAnswer(heard.status, parseAnswer(heard.text, Answer));
    },
  };
}

/** The value of the Authorization header. Source: Aliyun, 「V3版本请求体&签名机制」. */
export function acs3(
  request: CanonicalRequest,
  { accessKeyId, accessKeySecret }: Pick<GatewaySettings, 'accessKeyId' | 'accessKeySecret'>,
): string {
  const signature = hmacSha256(accessKeySecret, `ACS3-HMAC-SHA256\n${hashOfRequest(request)}`).toString('hex');
  return `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${signedHeaderNames(request.headers)},Signature=${signature}`;
}

/** Parameters sorted and escaped by RFC 3986, as the signature and the URL want them. */
export function canonicalQuery(parameters: Readonly<Record<string, string>>): string {
  const pairs = Object.keys(parameters).sort();
  return pairs.map((name) => `${escaped(name)}=${escaped(parameters[name] ?? '')}`).join('&');
}

function parametersOf(
  { to, template, parameters, key }: Sms,
  { signName, templates }: GatewaySettings,
): Record<string, string> {
  const values = Object.fromEntries(parameters.map(({ name, value }) => [name, clipped(value)]));
  return {
    PhoneNumbers: to,
    SignName: signName,
    TemplateCode: templates[template] ?? '',
    TemplateParam: JSON.stringify(values),
    OutId: key,
  };
}

function headersOf(host: string): Record<string, string> {
  return {
    host,
    'x-acs-action': 'SendSms',
    'x-acs-version': '2017-05-25',
    'x-acs-date': new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-content-sha256': sha256(''),
  };
}

function outcomeOfAnswer(status: number, answer: z.infer<typeof Answer> | undefined): SmsOutcome {
  if (!answer) throw new Error(status === 200 ? 'ALIYUN_ANSWER_UNREADABLE' : `ALIYUN_HTTP_${status}`);
  const { Code: code, Message: words = '', BizId: id } = answer;
  if (status === 200 && code === 'OK' && id !== undefined) return { status: 'SENT', providerMessageId: id };
  if (code === 'OK') throw new Error('ALIYUN_ANSWER_UNREADABLE');
  const outcome = outcomeOf('ALIYUN', code, rules);
  if (status >= 500 && outcome.status === 'REFUSED') throw new Error(`ALIYUN_HTTP_${status}`);
  // Which of its limits was met stands in the words alone: 触发小时级流控, 触发天级流控.
  if (outcome.status === 'LATER' && code === 'isv.BUSINESS_LIMIT_CONTROL') {
    const counted = words.includes('天级') ? 'day' : words.includes('小时级') ? 'hour' : 'minute';
    return { ...outcome, afterSeconds: throttledSeconds[counted] };
  }
  return outcome;
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

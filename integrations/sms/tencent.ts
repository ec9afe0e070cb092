import { z } from 'zod';
import { hashOfRequest, hmacSha256, signedHeaderNames, type CanonicalRequest } from './canonical-request.ts';
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
import type { GatewaySettings } from './settings.ts';
import type { Sms, SmsOutcome, SmsSender } from './sms.ts';

/** A gateway of Tencent's: also the application and the region. */
export interface TencentSettings extends GatewaySettings {
  sdkAppId: string;
  region: string;
}

const Answer = z.object({
  Response: z.union([
    z.object({ Error: z.object({ Code: z.string() }) }),
    z.object({
      SendStatusSet: z.tuple([z.object({ Code: z.string(), SerialNo: z.string().max(100).optional() })]),
    }),
  ]),
});

/** Source: the error codes of SendSms 2021-01-11 and the common ones of Tencent's API 3.0. */
const rules: AnswerRules = [
  { code: /^LimitExceeded\..*DailyLimit$/, means: { afterSeconds: throttledSeconds.day } },
  { code: /^LimitExceeded\.PhoneNumberOneHourLimit$/, means: { afterSeconds: throttledSeconds.hour } },
  { code: /^(LimitExceeded|RequestLimitExceeded)/, means: { afterSeconds: throttledSeconds.minute } },
  // Nobody says whether it went.
  { code: /^(InternalError|ServiceUnavailable|FailedOperation\.FailResolvePacket)/, means: 'UNKNOWN' },
  {
    code: /^(AuthFailure|UnauthorizedOperation|FailedOperation\.(InsufficientBalanceInSmsPackage|SignatureIncorrectOrUnapproved|TemplateIncorrectOrUnapproved|TemplateUnapprovedOrNotExist)|InvalidParameterValue\.SdkAppIdNotExist)/,
    means: { afterSeconds: operatorSeconds },
  },
];

/**
 * 腾讯云短信 (SendSms 2021-01-11) with the signature TC3-HMAC-SHA256. It does not recognise repeats: the key goes along as
 * SessionContext, for tracing.
 */
export function tencentSms(settings: TencentSettings): SmsSender {
  return {
    recognisesRepeats: false,
    async send(sms): Promise<SmsOutcome> {
      const url = new URL(settings.url);
      const body = bodyOf(sms, settings);
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        host: url.host,
        'x-tc-action': 'SendSms',
      };
      const timestamp = Math.floor(Date.now() / 1_000);
      const signed = { method: 'POST', query: '', headers: { ...headers, 'x-tc-action': 'sendsms' }, body } as const;
      const heard = await exchange({
        url,
        headers: {
          ...headers,
          'x-tc-version': '2021-01-11',
          'x-tc-region': settings.region,
          'x-tc-timestamp': String(timestamp),
          authorization: tc3(signed, { ...settings, timestamp, service: 'sms' }),
        },
        body,
        deadline: settings.deadline,
        connectMs: settings.connectMs,
      });
      if ('neverLeft' in heard)
        return { status: 'LATER', code: 'TENCENT_UNREACHABLE', afterSeconds: unreachableSeconds };
      return outcomeOfAnswer(heard.status, parseAnswer(heard.text, Answer));
    },
  };
}

/** The value of the Authorization header; `timestamp` in seconds. Source: Tencent, 「签名方法 v3」. */
export function tc3(
  request: CanonicalRequest,
  by: Pick<GatewaySettings, 'accessKeyId' | 'accessKeySecret'> & { timestamp: number; service: string },
): string {
  const date = new Date(by.timestamp * 1_000).toISOString().slice(0, 10);
  const scope = `${date}/${by.service}/tc3_request`;
  const text = ['TC3-HMAC-SHA256', by.timestamp, scope, hashOfRequest(request)].join('\n');
  const key = [date, by.service, 'tc3_request'].reduce<string | Buffer>(hmacSha256, `TC3${by.accessKeySecret}`);
  const signature = hmacSha256(key, text).toString('hex');
  return `TC3-HMAC-SHA256 Credential=${by.accessKeyId}/${scope}, SignedHeaders=${signedHeaderNames(request.headers)}, Signature=${signature}`;
}

function bodyOf({ to, template, parameters, key }: Sms, { sdkAppId, signName, templates }: TencentSettings): string {
  return JSON.stringify({
    PhoneNumberSet: [`+86${to}`],
    SmsSdkAppId: sdkAppId,
    SignName: signName,
    TemplateId: templates[template] ?? '',
    TemplateParamSet: parameters.map(({ value }) => clipped(value)),
    SessionContext: key,
  });
}

function outcomeOfAnswer(status: number, answer: z.infer<typeof Answer> | undefined): SmsOutcome {
  if (!answer) throw new Error(status === 200 ? 'TENCENT_ANSWER_UNREADABLE' : `TENCENT_HTTP_${status}`);
  const { Response: response } = answer;
  if ('Error' in response) return outcomeOf('TENCENT', response.Error.Code, rules);
  const [{ Code: code, SerialNo: id }] = response.SendStatusSet;
  if (code !== 'Ok') return outcomeOf('TENCENT', code, rules);
  if (id === undefined || id === '') throw new Error('TENCENT_ANSWER_UNREADABLE');
  return { status: 'SENT', providerMessageId: id };
}

import type { SmsTemplateName } from '../../domain/vocabulary/sms-templates.ts';

/** The provider's code of the template that was registered for each text. */
export type SmsTemplates = Readonly<Partial<Record<SmsTemplateName, string>>>;

/** Where a gateway is, who we are there, and what was registered with it. */
export interface GatewaySettings {
  url: string;
  accessKeyId: string;
  accessKeySecret: string;
  /** What stands between 【 and 】. */
  signName: string;
  templates: SmsTemplates;
  /** Ends one exchange; after 8 s unless told otherwise. */
  deadline?: () => AbortSignal;
  /** How long a connection may take to stand, in milliseconds; 3 s unless told otherwise. */
  connectMs?: number;
}

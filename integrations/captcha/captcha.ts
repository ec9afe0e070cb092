/** Tells people from programs; where there is none, nobody is asked. Source: domain.md §3.1. */
export interface CaptchaCheck {
  /** Whether a token that a page of ours got from the provider was solved, and not used before. */
  isSolved(token: string, clientAddress: string | null): Promise<boolean>;
}

/** A puzzle a page solves before a message is paid for or a password is guessed at. Source: domain.md §3.1. */
export interface Captcha {
  /** A new puzzle, as the provider's widget wants it. */
  makeChallenge(): Promise<CaptchaChallenge>;
  /** The id of the puzzle that a token solves, or null where it solves none in time. The same token has the same id each time. */
  solvedChallenge(token: string): Promise<string | null>;
}

/** A puzzle of ALTCHA's second form: the page looks for the counter whose derived key begins with `keyPrefix`. */
export interface CaptchaChallenge {
  parameters: {
    algorithm: string;
    nonce: string;
    salt: string;
    cost: number;
    keyLength: number;
    keyPrefix: string;
    keySignature?: string | undefined;
    /** Seconds since 1970. */
    expiresAt?: number | undefined;
  };
  signature?: string | undefined;
}

/** How long a puzzle may be solved and used. */
export const captchaLifeSeconds = 10 * 60;

/** A rule that one statement can check: what it says to staff, and the statement, which answers the ids that break it as `id`. */
export interface DataRule {
  zh: string;
  ids: string;
}

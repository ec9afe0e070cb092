/** A Temporal server that runs; `parts` are its processes by name. */
export interface RunningEngine {
  address: string;
  version: string;
  parts: Record<string, number>;
  stop(): Promise<void>;
}

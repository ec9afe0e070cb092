import type { EngineKind } from './engines.ts';

/** What a run is asked to do; the counts are smaller only for a trial. */
export interface BenchOptions {
  engine: EngineKind;
  say: (line: string) => void;
  /** Interleaved pairs of the acceptance. */
  pairs: number;
  /** Lives in a round, and rounds of each kind. */
  livesPerRound: number;
  rounds: number;
  /** Lives after which memory is looked at, in rising order. */
  memoryAfter: readonly [number, number];
  /** Starts on a fresh and on an old data folder, each. */
  starts: number;
  /** Pairs of a known and an unknown number. */
  evenPairs: number;
  /** Documents of each kind that are set. */
  documents: number;
  /** Acceptances that are taken apart. */
  profiled: number;
  /** Signings of the one unit, and of all units; how often each page is read. */
  listRows: readonly [number, number];
  listSamples: number;
}

/** What a benchmark found: a table for people, its main figures, and every sample. */
export interface BenchResult {
  engineVersion?: string;
  table: string[][];
  figures: object;
  raw: object;
}

/** One benchmark; it starts and ends all that it needs. */
export interface Benchmark {
  name: string;
  run(options: BenchOptions): Promise<BenchResult>;
}

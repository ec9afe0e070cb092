/** The value below which a share of the sorted samples lies, nearest rank; 0.5 is the median. Throws for no samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('NO_SAMPLES');
  return value;
}

/** The middle of the samples; of an even number of them the mean of the middle two. Throws for no samples. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const [below, above] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (below === undefined || above === undefined) throw new Error('NO_SAMPLES');
  return (below + above) / 2;
}

/** Cut to so many digits behind the point, for people and files; nothing is judged by it. */
export function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}

/** Where a reader is within 认证审核. */
export interface Place {
  id: string | null;
  filter: string;
}

/** The address of a place. */
export function addressOf({ id, filter }: Place): string {
  const query = new URLSearchParams({ ...(id === null ? {} : { id }), filter });
  return `/admin/pages/verifications?${query.toString()}`;
}

/** Where the address says the reader is. */
export function presentPlace(): Place {
  const query = new URLSearchParams(window.location.search);
  return { id: query.get('id'), filter: query.get('filter') ?? 'AWAITING_REVIEW' };
}

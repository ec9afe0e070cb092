/** What pages need to know of the platform itself: sample texts, until an operator gives their own. Source: api.md §9. */
export const site = {
  termsVersion: '2026-1',
  termsUrl: '/terms',
  supportPhone: '400-000-0000',
  supportHours: '周一至周五 09:00–17:30',
  verificationScopes: ['NATIONAL' as const],
  exampleUrls: {},
};

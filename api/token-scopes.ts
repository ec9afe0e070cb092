import { apiTokenScopeCodes, type ApiTokenScope } from '../domain/vocabulary/api-token-scope.ts';
import type { Route } from './route.ts';

const employer = '/api/v1/employer';
const favorites = [`${employer}/graduate-searches`, `${employer}/favorites`];
const terminations = [`${employer}/signings/{signingId}/terminations`, `${employer}/terminations/`, '/api/v1/files'];
const invitations = [`${employer}/signings`, `${employer}/signing-batches`];
const invitationActs = ['withdraw', 'reinvite'].map((act) => `${employer}/signings/{signingId}/${act}`);

/** The scopes that let an employer's system make this call; none for what only people may. Source: api.md §1. */
export function scopesAdmitting(route: Pick<Route, 'method' | 'path' | 'access' | 'kind'>): readonly ApiTokenScope[] {
  const { method, path, access, kind } = route;
  if (path.startsWith(`${employer}/api-tokens`)) return [];
  // What became of an act that was answered with 202, for whoever may act at all.
  if (path === '/api/v1/commands/{id}') return apiTokenScopeCodes;
  const isFavorites = favorites.some((beginning) => path.startsWith(beginning));
  // A list's search is a read by POST, so that an ID number stands in no address.
  if (access === 'EMPLOYER' && kind === 'read') return isFavorites ? ['read', 'favorites'] : ['read'];
  if (isFavorites) return ['favorites'];
  if (method !== 'post') return [];
  if (invitations.includes(path) || invitationActs.includes(path)) return ['signings'];
  return terminations.some((beginning) => path.startsWith(beginning)) ? ['terminations'] : [];
}

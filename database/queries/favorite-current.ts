/**
 * An SQL expression: whether a favorite shows a graduate as the school's record does, and no signing that began with it became
 * invalid: after that only a new one is a way on. Source: domain.md §5, §8.
 */
export function favoriteIsCurrent(favorite: string, graduate: string): string {
  return `(${favorite}.graduate_revision = ${graduate}.revision and not exists (
    select from signing gone where gone.favorite_id = ${favorite}.id and gone.status = 'INVALIDATED'))`;
}

import { messageValues } from '../../database/queries/message-values.ts';
import type { NotificationRow } from '../../database/queries/notifications.ts';
import { reportOf } from '../../domain/error-report.ts';
import { fillMessage, type MessageValues } from '../../domain/messages.ts';
import type { Language } from '../../domain/vocabulary/term.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { aboutOf } from './about.ts';

const unfilled = {
  zh: '您有一条新动态，请在相应记录中查看。',
  en: 'There is news for you. Please look at the record it is about.',
} as const satisfies Record<Language, string>;

/** Messages as an inbox shows them: what they speak of is read for all of them at once, and written out in the caller's language. */
export async function presentNotifications(
  { knex, log }: Pick<ApiDependencies, 'knex' | 'log'>,
  rows: readonly NotificationRow[],
  language: Language,
) {
  const values = await messageValues(knex, rows);
  return rows.map((row, place) => {
    const { id, message, processKind, processId, createdAt, readAt } = row;
    const about = aboutOf(processKind, processId);
    return { id, message, text: textOf(row, values[place] ?? {}), ...about, createdAt, readAt };
  });

  // One message that cannot be filled must not take the whole inbox away.
  function textOf({ id, message }: NotificationRow, known: MessageValues): string {
    try {
      return fillMessage(message, language, known);
    } catch (error) {
      log.error({ notificationId: id, message, error: reportOf(error) }, 'a message could not be filled');
      return unfilled[language];
    }
  }
}

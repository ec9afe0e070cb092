import { messageValues } from '../../database/queries/message-values.ts';
import type { NotificationRow } from '../../database/queries/notifications.ts';
import { reportOf } from '../../domain/error-report.ts';
import { fillMessage, type MessageValues } from '../../domain/messages.ts';
import type { Language } from '../../domain/vocabulary/term.ts';
import type { ApiDependencies } from '../dependencies.ts';

const unfilled = {
  zh: '您有一条签约动态，请在签约记录中查看。',
  en: 'There is news on a signing. Please look at its record.',
} as const satisfies Record<Language, string>;

/** Messages as an inbox shows them: what they speak of is read for all of them at once, and written out in the caller's language. */
export async function presentNotifications(
  { knex, log }: Pick<ApiDependencies, 'knex' | 'log'>,
  rows: readonly NotificationRow[],
  language: Language,
) {
  const values = await messageValues(knex, rows);
  return rows.map((row, place) => {
    const { id, message, processId, createdAt, readAt } = row;
    return { id, message, text: textOf(row, values[place] ?? {}), signingId: processId, createdAt, readAt };
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

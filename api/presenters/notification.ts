import { messageValues, otherMessageValues, type OtherMessageValues } from '../../database/queries/message-values.ts';
import type { NotificationRow } from '../../database/queries/notifications.ts';
import { processStates } from '../../database/queries/process-states.ts';
import { reportOf } from '../../domain/error-report.ts';
import { explainWait } from '../../domain/explain-wait.ts';
import { maskIdNumber, maskPhone, normaliseIdNumber, normalisePhone } from '../../domain/identifiers.ts';
import { fillMessage, type MessageValues } from '../../domain/messages.ts';
import type { Language } from '../../domain/vocabulary/term.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { aboutOf } from './about.ts';

/** Of an ID number or a phone an inbox shows no more than any list does; the whole of it has a call of its own. */
function masked(field: string | undefined, shouldBe: string): string {
  if (field === 'idNumber') return maskIdNumber(normaliseIdNumber(shouldBe));
  return field === 'phone' ? maskPhone(normalisePhone(shouldBe)) : shouldBe;
}

/** What a message says, and whose record it is about where a page of ours has it. */
type Known = MessageValues & { graduateId?: string };

/** In the place of what nobody wrote. */
const nothing = '—';

const unfilled = {
  zh: '您有一条新动态，请在相应记录中查看。',
  en: 'There is news for you. Please look at the record it is about.',
} as const satisfies Record<Language, string>;

/**
 * Messages as an inbox shows them: what they speak of, and why it waits now, is read for all at once
 * and written out in the caller's language.
 */
export async function presentNotifications(
  { knex, log, personalData }: Pick<ApiDependencies, 'knex' | 'log' | 'personalData'>,
  rows: readonly NotificationRow[],
  language: Language,
) {
  const [values, states] = [
    await valuesOfAll(),
    await processStates(
      knex,
      rows.map(({ processId }) => processId),
    ),
  ];
  return rows.map((row) => {
    const { id, message, processKind, processId, membershipId, correctionId, createdAt, readAt } = row;
    const about = {
      ...(processKind === null || processId === null ? {} : aboutOf(processKind, processId)),
      ...(membershipId === null ? {} : { membershipId }),
      ...(correctionId === null ? {} : { correctionId, graduateId: values.get(id)?.graduateId }),
    };
    const process = processId === null ? undefined : states.get(processId);
    const waitingFor = process ? explainWait(process, language) : null;
    return { id, message, text: textOf(row, values.get(id) ?? {}), ...about, waitingFor, createdAt, readAt };
  });

  async function valuesOfAll(): Promise<Map<string, Known>> {
    const steps = rows.filter(isAboutStep);
    const others = rows.filter((row) => !isAboutStep(row));
    const ofSteps = await messageValues(knex, steps);
    const ofOthers = (await otherMessageValues(knex, others)).map(unsealed);
    return new Map([...steps, ...others].map(({ id }, place) => [id, [...ofSteps, ...ofOthers][place] ?? {}]));
  }

  function unsealed({ shouldBeEncrypted, noteEncrypted, idNumberEncrypted, ...known }: OtherMessageValues): Known {
    const { decrypt } = personalData;
    if (shouldBeEncrypted === undefined || idNumberEncrypted === undefined) return known;
    const note = noteEncrypted === undefined ? nothing : decrypt(noteEncrypted);
    const idNumberMasked = maskIdNumber(decrypt(idNumberEncrypted));
    return { ...known, shouldBe: masked(known.field, decrypt(shouldBeEncrypted)), note, idNumberMasked };
  }

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

function isAboutStep(row: NotificationRow): row is NotificationRow & { processId: string; seq: number } {
  return row.processId !== null && row.seq !== null;
}

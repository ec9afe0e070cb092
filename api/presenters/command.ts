import type { OwnCommand } from '../../database/queries/commands.ts';
import { errorTable } from '../../domain/errors.ts';

/** Where a command stands, and the answer its caller would have had. */
export function presentCommand({ id: commandId, kind, outcome, refusalCode, processId, processKind }: OwnCommand) {
  if (outcome === null) return { commandId, status: 'RECEIVED' as const };
  if (outcome === 'REFUSED' && refusalCode !== null)
    return { commandId, status: outcome, answer: { status: errorTable[refusalCode].status, code: refusalCode } };
  const about = processKind === 'SIGNING' ? { signingId: processId } : {};
  return { commandId, status: 'SUCCEEDED' as const, answer: { status: kind === 'invite' ? 201 : 200, ...about } };
}

import type { OwnCommand } from '../../database/queries/commands.ts';
import { errorTable } from '../../domain/errors.ts';
import { aboutOf } from './about.ts';

/** What begins a process is answered 201. */
const beginnings: readonly string[] = ['invite', 'submit', 'apply', 'void'];

/** Where a command stands, and the answer its caller would have had. */
export function presentCommand(command: OwnCommand) {
  const { id: commandId, kind, outcome, refusalCode, refusalExtra, processId } = command;
  if (outcome === null) return { commandId, status: 'RECEIVED' as const };
  if (outcome === 'REFUSED' && refusalCode !== null)
    return {
      commandId,
      status: outcome,
      answer: { status: errorTable[refusalCode].status, code: refusalCode, ...refusalExtra },
    };
  const status = beginnings.includes(kind) ? 201 : 200;
  return { commandId, status: 'SUCCEEDED' as const, answer: { status, ...aboutOf(command.processKind, processId) } };
}

import type { VitalSigns } from '../../database/queries/vital-signs.ts';
import { provisionalYears as provisionalYearsAt } from '../../domain/calendar.ts';

/** An undecided command older than this is worth a look; the Schedule that delivers those left over runs every 10 s. */
const waitingSecondsMax = 60;

/** How things stand, with what somebody should look at. */
export function presentDeepHealth(signs: VitalSigns, engineReachable: boolean) {
  const { openProcesses, oldestUndecidedCommandSeconds, effectsGivenUp, calendarVersion } = signs;
  const { givenUpByCode, heldUpByCode } = signs;
  const { calendarYears, now } = signs;
  const provisionalYears = provisionalYearsAt(now, calendarYears && { years: calendarYears });
  const warnings = [
    ...(engineReachable ? [] : ['ENGINE_UNREACHABLE' as const]),
    ...((oldestUndecidedCommandSeconds ?? 0) > waitingSecondsMax ? ['COMMANDS_WAITING' as const] : []),
    ...(effectsGivenUp > 0 ? ['EFFECTS_GAVE_UP' as const] : []),
    ...(Object.keys(heldUpByCode).length > 0 ? ['EFFECTS_HELD_UP' as const] : []),
    ...(provisionalYears.length > 0 ? ['CALENDAR_PROVISIONAL' as const] : []),
  ];
  return {
    status: warnings.length === 0 ? ('ok' as const) : ('attention' as const),
    engine: engineReachable ? ('ok' as const) : ('degraded' as const),
    openProcesses,
    oldestUndecidedCommandSeconds,
    effectsGivenUp,
    givenUpByCode,
    heldUpByCode,
    calendar: { version: calendarVersion, provisionalYears },
    warnings,
  };
}

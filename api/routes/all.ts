import type { Route } from '../route.ts';
import { getMe } from './me.ts';
import { deleteCurrentSession, postSession } from './sessions.ts';

/** Every route there is, in the order of the documentation: an explicit list, so that the tests know what they must cover. */
export const allRoutes: readonly Route[] = [postSession, deleteCurrentSession, getMe];

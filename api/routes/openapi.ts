import { z } from 'zod';
import { defineRoute } from '../route.ts';

/** The OpenAPI document of what this server serves. */
export const getOpenApi = defineRoute({
  method: 'get',
  base: '',
  path: '/openapi.json',
  summary: 'This document',
  tag: 'Shared',
  access: 'OPEN',
  kind: 'read',
  documented: false,
  cacheControl: 'no-cache',
  answers: { 200: z.looseObject({ openapi: z.string() }) },
  handle: async ({ deps }) => deps.openApi(),
});

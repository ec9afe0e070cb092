import { codesOf, type Term } from './term.ts';

/** 培养方式, as far as it decides who may sign: everyone who is neither 定向 nor 委培 is ordinary. Source: domain.md §1. */
export const trainingModes = [
  { code: 'ORDINARY', zh: '非定向', en: 'Ordinary' },
  { code: 'DIRECTED', zh: '定向', en: 'Directed' },
  { code: 'COMMISSIONED', zh: '委培', en: 'Commissioned' },
] as const satisfies readonly Term[];

/** A code of trainingModes. */
export type TrainingMode = (typeof trainingModes)[number]['code'];

/** The codes of trainingModes, in its order. */
export const trainingModeCodes = codesOf(trainingModes);

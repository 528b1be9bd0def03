import { recordedAnswers } from './recorded-answers.js';
import type { RowCase } from './row-case.js';

/** A case whose answers are recordings; what the rows have to be is checked by eye against them. */
export const recordedCase = (
  provider: RowCase['provider'],
  dataset: RowCase['dataset'],
  subjects: readonly string[],
  ...files: string[]
): Omit<RowCase, 'rows'> => ({
  ...{ provider, dataset, subjects, from: '2020-01-01', to: '2026-12-31' },
  answers: recordedAnswers(provider, ...files),
});

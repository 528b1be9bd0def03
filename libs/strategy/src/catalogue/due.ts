import type { DueFunction } from './function-definition.js';
import { DUE_WORDS } from './names.js';

export const due: DueFunction = {
  kind: 'due',
  name: 'due',
  family: 'clock',
  parameters: [{ name: 'day', type: 'text', words: DUE_WORDS }],
  result: 'bool',
  summary: `Whether a day of the calendar is due: ${DUE_WORDS.join(', ')}.`,
  formula:
    'a start: the first bar of the period; an end: the bar that closes with its last session by the calendar, or the first one after it where that one is missing',
  source: 'own',
};

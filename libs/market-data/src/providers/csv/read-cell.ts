import { fromCellText, isDate, type ColumnKind } from '#domain';
import { createStampReader } from '../../csv/stamp.js';

/** The value of a cell that is not empty; undefined where the text is none of the kind. */
type ReadCell = (text: string) => unknown;

const readStamp = createStampReader('UTC');
const BOOLEANS = new Map([
  ['true', true],
  ['false', false],
]);

const READERS: Readonly<Record<ColumnKind, { what: string; read: ReadCell }>> = {
  text: { what: 'a text', read: fromCellText },
  number: { what: 'a number', read: toNumber },
  integer: {
    what: 'a whole number',
    read: (text) => {
      const number = toNumber(text);
      return Number.isSafeInteger(number) ? number : undefined;
    },
  },
  boolean: { what: 'true or false', read: (text) => BOOLEANS.get(text.toLowerCase()) },
  date: { what: 'a date (YYYY-MM-DD)', read: (text) => (isDate(text) ? text : undefined) },
  instant: { what: 'an instant (ISO 8601, or Unix time)', read: (text) => readStamp(text)?.instant },
  texts: { what: 'a list', read: toTexts },
  json: { what: 'a JSON object', read: toObject },
};

/** What a cell says, null where it is empty; what it should be, where it is not. */
export function readCell(kind: ColumnKind, text: string): { value: unknown } | { expected: string } {
  if (text === '') return { value: null };
  const { what, read } = READERS[kind];
  const value = read(text);
  return value === undefined ? { expected: what } : { value };
}

/** As our own files have them, in JSON, or with blanks or semicolons between them. */
function toTexts(text: string): unknown {
  if (!text.startsWith('[')) return text.split(/[\s;]+/).filter(Boolean);
  const value = parseJson(text);
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}

function toNumber(text: string): number | undefined {
  const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  return Number.isFinite(number) ? number : undefined;
}

function toObject(text: string): unknown {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

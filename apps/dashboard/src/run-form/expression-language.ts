import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Names of the language that are no functions: docs/strategy-format.md, Grammar. */
export const NAMES: Readonly<Record<string, readonly string[]>> = {
  price: ['open', 'high', 'low', 'close', 'volume', 'hl2', 'hlc3', 'ohlc4', 'vwap'],
  state: ['in_position', 'entry_price', 'bars_held', 'pnl_pct', 'peak', 'trough', 'equity', 'cash'],
  clock: [
    'month',
    'day_of_week',
    'day_of_month',
    'session_minute',
    'minutes_to_close',
    'session_of_month',
    'sessions_to_month_end',
    'prior_close',
  ],
};
const KNOWN = new Set(Object.values(NAMES).flat());
const LOGIC = new Set(['and', 'or', 'not']);

/** The kind of the word that starts here, as the highlighter calls it. */
export function kindOfWord(word: string, isCall: boolean): string | null {
  if (LOGIC.has(word)) return 'keyword';
  if (isCall) return 'function';
  return KNOWN.has(word) ? 'atom' : 'variableName';
}

/** Expressions of strategies, in colours. */
export const expressionLanguage = StreamLanguage.define({
  name: 'expression',
  tokenTable: { function: tags.function(tags.variableName) },
  token: (stream) => {
    if (stream.eatSpace()) return null;
    if (stream.match(/'[^']*'?/)) return 'string';
    if (stream.match(/\d+(\.\d+)?%?/)) return 'number';
    const word = stream.match(/[a-z_]\w*/i);
    if (word && word !== true) return kindOfWord(word[0], stream.match(/\s*\(/, false) !== null);
    stream.next();
    return 'operator';
  },
});

const palette = (dark: boolean) =>
  dark
    ? { call: '#91a7ff', number: '#ffc078', text: '#63e6be', word: '#e599f7', atom: '#66d9e8' }
    : { call: '#364fc7', number: '#a3480b', text: '#2b6b3f', word: '#862e9c', atom: '#0b6e81' };

function highlighting(dark: boolean): Extension {
  const { call, number, text, word, atom } = palette(dark);
  return syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.function(tags.variableName), color: call },
      { tag: [tags.number, tags.bool, tags.null], color: number },
      { tag: tags.string, color: text },
      { tag: tags.propertyName, color: word },
      { tag: tags.keyword, color: word, fontWeight: '600' },
      { tag: tags.atom, color: atom },
    ]),
  );
}

/** How the editors look beside Mantine's own fields. */
export function editorLook(dark: boolean): Extension {
  const { call, word } = palette(dark);
  return [
    highlighting(dark),
    EditorView.theme(
      {
        '&': { fontSize: '13px', backgroundColor: 'transparent', color: 'var(--mantine-color-text)' },
        '&.cm-focused': { outline: 'none' },
        '.cm-content': {
          fontFamily: 'var(--mantine-font-family-monospace)',
          caretColor: 'var(--mantine-color-text)',
        },
        '.cm-gutters': {
          backgroundColor: 'transparent',
          border: 'none',
          color: 'var(--mantine-color-dimmed)',
        },
        '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
        '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
          backgroundColor: `${dark ? '#364fc7' : '#d0ebff'} !important`,
        },
        '.cm-tooltip': {
          backgroundColor: 'var(--mantine-color-body)',
          color: 'var(--mantine-color-text)',
          border: '1px solid var(--mantine-color-default-border)',
          borderRadius: 'var(--mantine-radius-sm)',
          maxWidth: '480px',
        },
        '.cm-completionDetail': { color: 'var(--mantine-color-dimmed)', fontStyle: 'normal' },
        '.cm-tooltip-autocomplete ul li[aria-selected]': {
          backgroundColor: 'var(--mantine-color-indigo-7)',
          color: '#fff',
        },
        '.cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail': { color: '#fff' },
        '.cm-call, .cm-call span': { color: call },
        '.cm-word, .cm-word span': { color: word, fontWeight: '600' },
      },
      { dark },
    ),
  ];
}

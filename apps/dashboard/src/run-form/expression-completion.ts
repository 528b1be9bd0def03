import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import { type EditorView } from '@codemirror/view';
import type { Schemas } from '../api/client.js';
import { NAMES } from './expression-language.js';
import type { StrategyDocument } from './run-draft.js';

type LanguageFunction = Schemas['Function'];

/** What can be written in an expression: functions, names, and what the document itself defines. */
export function completionsFor(
  functions: readonly LanguageFunction[],
  document: StrategyDocument | undefined,
): Completion[] {
  const defined = (member: string, detail: string): Completion[] =>
    Object.keys(document?.[member] ?? {}).map((label) => ({
      label,
      detail,
      type: 'variable',
      boost: 2,
    }));
  return [
    ...defined('params', 'parameter'),
    ...defined('let', 'defined above'),
    ...functions.map(toCompletion),
    ...Object.entries(NAMES).flatMap(([detail, labels]) =>
      labels.map((label) => ({ label, detail, type: 'constant', boost: 1 })),
    ),
    ...['and', 'or', 'not'].map((label) => ({ label, type: 'keyword' })),
  ];
}

function toCompletion({ name, signature, summary, formula, outputs }: LanguageFunction): Completion {
  return {
    label: name,
    detail: signature.slice(name.length),
    type: 'function',
    info: [summary, formula, outputs.length > 0 ? `Outputs: ${outputs.join(', ')}` : '']
      .filter(Boolean)
      .join('\n'),
    // The bracket is opened, the pointer stands behind it.
    apply: (view: EditorView, _completion, from, to) => {
      view.dispatch({
        changes: { from, to, insert: `${name}()` },
        selection: { anchor: from + name.length + 1 },
        userEvent: 'input.complete',
      });
    },
  };
}

/** Members whose text is for people. */
const PROSE = /^"(name|description|kind|version|every|preset)"$/;

/** Whether what is written there is an expression: the text of a JSON member that is not prose. */
function isExpression({ state, pos }: CompletionContext): boolean {
  const node = syntaxTree(state).resolveInner(pos, -1);
  if (node.name !== 'String') return node.name !== 'PropertyName' && !isJson(node.name);
  const property = node.parent?.getChild('PropertyName');
  return !property || !PROSE.test(state.sliceDoc(property.from, property.to));
}

function isJson(name: string): boolean {
  return /^(JsonText|Object|Array|Property|Number|True|False|Null|[{}[\]:,])$/.test(name);
}

interface Completer {
  source: CompletionSource;
  /** What the source has from now on. */
  offer: (options: readonly Completion[]) => void;
}

/** A source that stays the same while what it offers changes: one that changed with each key would close its own list. */
export function createCompleter(): Completer {
  let options: readonly Completion[] = [];
  return {
    offer: (next) => {
      options = next;
    },
    source: (context: CompletionContext): CompletionResult | null => {
      const word = context.matchBefore(/[A-Za-z_]\w*/);
      if ((!word && !context.explicit) || !isExpression(context)) return null;
      return { from: word?.from ?? context.pos, options: [...options], validFor: /^\w*$/ };
    },
  };
}

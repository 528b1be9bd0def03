import { json, jsonParseLinter } from '@codemirror/lang-json';
import { syntaxTree } from '@codemirror/language';
import type { CompletionSource } from '@codemirror/autocomplete';
import type { Diagnostic } from '@codemirror/lint';
import {
  Decoration,
  type EditorView,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
} from '@codemirror/view';
import { useCallback, type ReactNode } from 'react';
import type { Fault } from '../api/problem.js';
import { CodeField } from './code-field.js';
import { kindOfWord } from './expression-language.js';
import { locateFault } from './locate-fault.js';

const MARKS = {
  function: Decoration.mark({ class: 'cm-call' }),
  keyword: Decoration.mark({ class: 'cm-word' }),
};

/** Calls and logic inside the texts of the document. */
const words = new MatchDecorator({
  regexp: /[a-z_]\w*(?=\()|\b(?:and|or|not)\b/g,
  decorate: (add, from, to, [word], view) => {
    const node = syntaxTree(view.state).resolveInner(from, 1);
    const property = node.parent?.getChild('PropertyName');
    if (
      node.name !== 'String' ||
      (property && /"(name|description)"/.test(view.state.sliceDoc(property.from, property.to)))
    )
      return;
    add(from, to, MARKS[kindOfWord(word, view.state.sliceDoc(to, to + 1) === '(') as keyof typeof MARKS]);
  },
});

const expressions = ViewPlugin.define<{ marks: DecorationSet; update: (update: never) => void }>(
  (view) => {
    const plugin = {
      marks: words.createDeco(view),
      update: (update: Parameters<typeof words.updateDeco>[0]) => {
        plugin.marks = words.updateDeco(update, plugin.marks);
      },
    };
    return plugin;
  },
  { decorations: ({ marks }) => marks },
);

const LANGUAGE = [json(), expressions];
const parseLinter = jsonParseLinter();

interface JsonEditorProps {
  value: string;
  onChange: (value: string) => void;
  faults: readonly (Fault & { severity: Diagnostic['severity'] })[];
  complete: CompletionSource;
}

export function JsonEditor({ value, onChange, faults, complete }: JsonEditorProps): ReactNode {
  const diagnose = useCallback(
    (view: EditorView): Diagnostic[] => {
      const broken = parseLinter(view);
      if (broken.length > 0) return broken;
      const root = syntaxTree(view.state).topNode;
      const text = view.state.doc.toString();
      return faults.map((fault) => ({
        ...locateFault(root, text, fault),
        severity: fault.severity,
        message: fault.hint ? `${fault.message}: ${fault.hint}` : fault.message,
      }));
    },
    [faults],
  );
  return (
    <CodeField
      label="Strategy as JSON"
      value={value}
      onChange={onChange}
      language={LANGUAGE}
      complete={complete}
      diagnose={diagnose}
      lineNumbers
      minHeight="320px"
      maxHeight="640px"
    />
  );
}

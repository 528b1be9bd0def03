import type { CompletionSource } from '@codemirror/autocomplete';
import type { Diagnostic } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import { Input } from '@mantine/core';
import { useCallback, type ReactNode } from 'react';
import type { Fault } from '../api/problem.js';
import { CodeField } from './code-field.js';
import { expressionLanguage } from './expression-language.js';

interface ExpressionFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Those of this expression. */
  faults: readonly Fault[];
  complete: CompletionSource;
}

export function ExpressionField({
  label,
  value,
  onChange,
  faults,
  complete,
}: ExpressionFieldProps): ReactNode {
  const diagnose = useCallback(
    ({ state: { doc } }: EditorView): Diagnostic[] =>
      faults.map(({ span = [0, doc.length], message }) => {
        const to = Math.min(span[1], doc.length);
        return { from: Math.max(0, Math.min(span[0], to - 1)), to, severity: 'error', message };
      }),
    [faults],
  );
  const words = faults.map(({ message, hint }) => (hint ? `${message}: ${hint}` : message)).join('; ');
  return (
    <Input.Wrapper label={label} error={words || undefined} labelElement="div">
      <CodeField
        label={label}
        value={value}
        onChange={onChange}
        language={expressionLanguage}
        complete={complete}
        diagnose={diagnose}
      />
    </Input.Wrapper>
  );
}

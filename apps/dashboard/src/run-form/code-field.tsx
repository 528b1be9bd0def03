import { autocompletion, type CompletionSource } from '@codemirror/autocomplete';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { Box, useComputedColorScheme } from '@mantine/core';
import CodeMirror, { type ReactCodeMirrorRef } from '@uiw/react-codemirror';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { editorLook } from './expression-language.js';

interface CodeFieldProps {
  label: string;
  value: string;
  onChange?: (value: string) => void;
  language: Extension;
  complete?: CompletionSource;
  diagnose?: (view: EditorView) => Diagnostic[];
  lineNumbers?: boolean;
  minHeight?: string;
  maxHeight?: string;
}

/** A text with colours, completion, and what is wrong underlined where it is wrong. Tab leaves it, as any field. */
export function CodeField(props: CodeFieldProps): ReactNode {
  const {
    label,
    value,
    onChange,
    language,
    complete,
    diagnose,
    lineNumbers = false,
    minHeight,
    maxHeight,
  } = props;
  const dark = useComputedColorScheme('light') === 'dark';
  const editor = useRef<ReactCodeMirrorRef>(null);
  const extensions = useMemo(
    () => [
      language,
      editorLook(dark),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label }),
      ...(complete ? [autocompletion({ override: [complete], icons: false })] : []),
    ],
    [language, dark, label, complete],
  );
  useEffect(() => {
    const view = editor.current?.view;
    if (view && diagnose) view.dispatch(setDiagnostics(view.state, diagnose(view)));
  }, [diagnose, value]);
  return (
    <Box
      bd="1px solid var(--mantine-color-default-border)"
      bg="var(--mantine-color-body)"
      style={{ borderRadius: 'var(--mantine-radius-md)', overflow: 'hidden' }}
    >
      <CodeMirror
        ref={editor}
        value={value}
        onChange={onChange}
        readOnly={!onChange}
        theme="none"
        indentWithTab={false}
        minHeight={minHeight}
        maxHeight={maxHeight}
        extensions={extensions}
        onCreateEditor={(view) => {
          if (diagnose) view.dispatch(setDiagnostics(view.state, diagnose(view)));
        }}
        basicSetup={{
          lineNumbers,
          foldGutter: lineNumbers,
          highlightActiveLine: false,
          highlightActiveLineGutter: false,
          autocompletion: false,
        }}
      />
    </Box>
  );
}

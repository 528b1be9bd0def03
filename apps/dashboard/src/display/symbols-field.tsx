import { TagsInput, type TagsInputProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { api } from '../api/client.js';

/** A list of thousands is narrowed by typing. */
const MOST_OFFERED = 50;

interface SymbolsFieldProps extends Omit<TagsInputProps, 'value' | 'onChange' | 'data'> {
  value: string[];
  onChange: (value: string[]) => void;
  /** What is offered in place of the symbols that are known. */
  offered?: readonly string[];
}

/** Several symbols, or ids of series; Enter, a comma or leaving the field takes what was typed. */
export function SymbolsField({ value, onChange, offered, ...field }: SymbolsFieldProps): ReactNode {
  const known = api.useQuery('get', '/api/v1/market-data/symbols', {}, { enabled: offered === undefined });
  return (
    <TagsInput
      {...field}
      data={offered ? [...offered] : (known.data?.symbols.map(({ symbol }) => symbol) ?? [])}
      limit={MOST_OFFERED}
      clearable
      value={value}
      onChange={(given) => onChange(given.map((one) => one.toUpperCase()))}
    />
  );
}

import { jsonLanguage } from '@codemirror/lang-json';
import { locateFault } from './locate-fault.js';

const text = `{
  "name": "x",
  "let": { "a/b": "close > \\"x\\" + smaa(1)" },
  "stops": [{ "at": "1" }, { "at": "entry_price - foo" }]
}`;
const marked = (path: string, span?: [number, number]): string => {
  const { from, to } = locateFault(jsonLanguage.parser.parse(text).topNode, text, { path, span });
  return text.slice(from, to);
};

it('marks the span inside the text at the path', () => {
  expect(marked('/stops/1/at', [14, 17])).toBe('foo');
});

it('counts an escape as the one character that it stands for', () => {
  expect(marked('/let/a~1b', [14, 18])).toBe('smaa');
});

it('marks the whole value without a span', () => {
  expect(marked('/name')).toBe('"x"');
});

it('marks the first line of the innermost part that is there when something is missing', () => {
  expect(marked('/stops/1/kind')).toBe('{ "at": "entry_price - foo" }');
  expect(marked('/rules')).toBe('{');
});

it('marks the last character where an expression ends too early', () => {
  expect(marked('/stops/0/at', [1, 1])).toBe('1');
});

/** A table in Markdown; bars inside a cell are escaped. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The line under the title that says where a page comes from. */
export function generatedFrom(source: string): string {
  return `Generated from \`${source}\` by \`npm run generate\`; change it there.`;
}

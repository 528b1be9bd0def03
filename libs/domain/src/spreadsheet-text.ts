/** What spreadsheets read as the start of a formula, full-width signs included, after quotes of our own. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A text for a cell of a CSV file: one that a spreadsheet would compute has a quote in front. */
export function toCellText(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that `toCellText` made a cell of. */
export function fromCellText(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

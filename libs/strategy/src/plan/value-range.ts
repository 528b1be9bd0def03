/** The smallest and the largest value that a number can have, both included. */
export type ValueRange = readonly [smallest: number, largest: number];

export const ANY_VALUE: ValueRange = [-Infinity, Infinity];

/** The range of an operator's value from those of its arguments; conditions and what isn't known here may be anything. */
export function rangeOfPoint(op: string, args: readonly ValueRange[]): ValueRange {
  const [a, b = ANY_VALUE, c = ANY_VALUE] = args;
  switch (op) {
    case '+':
      return [a[0] + b[0], a[1] + b[1]];
    case '-':
      return [a[0] - b[1], a[1] - b[0]];
    case '*':
      return spanOf(a.flatMap((left) => b.map((right) => left * right)));
    case '/':
      return b[0] > 0 || b[1] < 0 ? spanOf(a.flatMap((left) => b.map((right) => left / right))) : ANY_VALUE;
    case 'neg':
      return [-a[1], -a[0]];
    case 'abs':
      return a[0] >= 0 ? a : [Math.max(0, -a[1]), Math.max(-a[0], a[1])];
    case 'min':
      return [Math.min(a[0], b[0]), Math.min(a[1], b[1])];
    case 'max':
      return [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
    case 'sqrt':
      return [Math.sqrt(Math.max(0, a[0])), Math.sqrt(a[1])];
    case 'sign':
      return [Math.sign(a[0]), Math.sign(a[1])];
    case 'nz':
      return spanOf([...a, ...b]);
    case 'if':
      return spanOf([...b, ...c]);
    default:
      return ANY_VALUE;
  }
}

function spanOf(values: readonly number[]): ValueRange {
  return [Math.min(...values), Math.max(...values)];
}

/** What a comparison always says of values from two ranges; undefined when it depends, or a bound is not a number. */
export function decideComparison(op: string, a: ValueRange, b: ValueRange): boolean | undefined {
  switch (op) {
    case '<':
      return a[1] < b[0] ? true : a[0] >= b[1] ? false : undefined;
    case '<=':
      return a[1] <= b[0] ? true : a[0] > b[1] ? false : undefined;
    case '>':
      return decideComparison('<', b, a);
    case '>=':
      return decideComparison('<=', b, a);
    case '==':
      return a[1] < b[0] || a[0] > b[1] ? false : undefined;
    case '!=':
      return a[1] < b[0] || a[0] > b[1] ? true : undefined;
    default:
      return undefined;
  }
}

/** Names that are compared one by one before the map is asked: most runs have no more. */
const FEW = 8;

/** Numbers for texts that repeat, so that a column of them is a column of numbers. */
export class TextCodes {
  readonly names: string[] = [];
  private readonly codes = new Map<string, number>();

  codeOf(text: string): number {
    const { names } = this;
    const few = names.length < FEW ? names.length : FEW;
    for (let code = 0; code < few; code += 1) if (names[code] === text) return code;
    return this.codes.get(text) ?? this.learn(text);
  }

  private learn(text: string): number {
    const code = this.names.length;
    this.names.push(text);
    this.codes.set(text, code);
    return code;
  }
}

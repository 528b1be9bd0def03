/** A Float64 column that doubles when full; reading gives a view of the rows in use. */
export class GrowingFloats {
  private values: Float64Array;
  length = 0;

  constructor(capacity = 256) {
    this.values = new Float64Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Float64Array(this.length * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  at(row: number): number {
    return this.values[row];
  }

  set(row: number, value: number): void {
    this.values[row] = value;
  }

  view(): Float64Array {
    return this.values.subarray(0, this.length);
  }

  /** The rows from there on in memory of their own, which may be given away. */
  copy(from = 0): Float64Array {
    return this.values.slice(from, this.length);
  }
}

/** The same for Int32. */
export class GrowingInts {
  private values: Int32Array;
  length = 0;

  constructor(capacity = 256) {
    this.values = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Int32Array(this.length * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  set(row: number, value: number): void {
    this.values[row] = value;
  }

  view(): Int32Array {
    return this.values.subarray(0, this.length);
  }

  copy(from = 0): Int32Array {
    return this.values.slice(from, this.length);
  }
}

/**
 * What time it is for everything that runs in this process; timers go on as ever. It runs on from the instant that it was
 * put to (the queue library renews its locks by it), unless it is held.
 */
export class TestClock {
  private readonly real = Date.now;
  private base = 0;
  private putAt = 0;

  constructor(
    start: number,
    public isHeld: boolean,
  ) {
    this.put(start);
    Date.now = () => this.now;
  }

  get now(): number {
    return this.isHeld ? this.base : this.base + this.real.call(Date) - this.putAt;
  }

  put(instant: number): void {
    this.base = instant;
    this.putAt = this.real.call(Date);
  }

  release(): void {
    Date.now = this.real;
  }
}

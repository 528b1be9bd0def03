/** Holds `Date.now` at an instant for everything that runs in this process; timers go on as ever. */
export class HeldClock {
  private readonly real = Date.now;

  constructor(public now: number) {
    Date.now = () => this.now;
  }

  release(): void {
    Date.now = this.real;
  }
}

import type { ProviderError } from './provider-error.js';

/** So many failures in a row open it. */
const FAILURES = 5;
const OPEN_MS = 60_000;

interface Circuit {
  failures: number;
  openUntil: number;
  why: ProviderError;
}

/** Keeps calls away from what fails again and again; after a while one call may try, and its failure opens it again. */
export class CircuitBreaker {
  private readonly circuits = new Map<string, Circuit>();

  constructor(private readonly now: () => number = Date.now) {}

  /** What opened it; undefined where calls may be made. */
  whyOpen(name: string): ProviderError | undefined {
    const circuit = this.circuits.get(name);
    return circuit && circuit.openUntil > this.now() ? circuit.why : undefined;
  }

  succeeded(name: string): void {
    this.circuits.delete(name);
  }

  failed(name: string, why: ProviderError): void {
    const failures = (this.circuits.get(name)?.failures ?? 0) + 1;
    const openUntil = failures >= FAILURES ? this.now() + OPEN_MS : 0;
    this.circuits.set(name, { failures, openUntil, why });
  }

  /** Opens it whatever was before. */
  open(name: string, ms: number, why: ProviderError): void {
    this.circuits.set(name, { failures: FAILURES, openUntil: this.now() + ms, why });
  }
}

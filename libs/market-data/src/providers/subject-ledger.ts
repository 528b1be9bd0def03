import type { ProviderId } from '#config';
import type { ProviderError } from './provider-error.js';

/** Why a provider gave nothing of these subjects. */
export interface SubjectFault {
  subjects: readonly string[];
  error: ProviderError;
}

/** Stands for a request about nobody in particular. */
const NOBODY = '';

/** Who of a request is served, and what every provider said of the others. */
export class SubjectLedger {
  private readonly open: Set<string>;
  private readonly faults = new Map<ProviderId, Map<string, ProviderError>>();

  constructor(subjects: readonly string[]) {
    this.open = new Set(subjects.length > 0 ? subjects : [NOBODY]);
  }

  /** Who is not served, and whom the provider was not asked for or may yet answer. */
  listWanted(provider: ProviderId): string[] {
    const said = this.faults.get(provider);
    return [...this.open].filter((subject) => said?.get(subject)?.passes ?? true);
  }

  toSubjects(batch: readonly string[]): string[] {
    return batch.filter((subject) => subject !== NOBODY);
  }

  served(batch: readonly string[]): void {
    for (const subject of batch) this.open.delete(subject);
  }

  failed(batch: readonly string[], error: ProviderError): void {
    const said = this.faults.get(error.provider) ?? new Map<string, ProviderError>();
    this.faults.set(error.provider, said);
    for (const subject of batch) {
      this.open.add(subject);
      said.set(subject, error);
    }
  }

  /** The faults of those not served that may pass by themselves. */
  listPassing(): ProviderError[] {
    return this.listFaults()
      .filter(({ subjects, error }) => error.passes && this.isOpen(subjects))
      .map(({ error }) => error);
  }

  /** What was said, subjects of one fault together. */
  listFaults(): SubjectFault[] {
    return [...this.faults.values()].flatMap((said) => {
      const errors = new Map<string, { subjects: string[]; error: ProviderError }>();
      for (const [subject, error] of said) {
        const known = errors.get(error.message) ?? { subjects: [], error };
        errors.set(error.message, known);
        if (subject !== NOBODY) known.subjects.push(subject);
      }
      return [...errors.values()];
    });
  }

  private isOpen(subjects: readonly string[]): boolean {
    return subjects.length === 0 ? this.open.has(NOBODY) : subjects.some((subject) => this.open.has(subject));
  }
}

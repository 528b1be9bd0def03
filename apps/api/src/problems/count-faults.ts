/** `a fault`, `3 faults`. */
export function countFaults({ length }: readonly unknown[]): string {
  return length === 1 ? 'a fault' : `${length} faults`;
}

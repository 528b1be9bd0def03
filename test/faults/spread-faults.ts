/** Something that is made to fail once so many tasks have gone through. */
export interface Fault {
  readonly at: number;
  readonly strike: () => Promise<void>;
}

/** Faults of each kind spread evenly over a number of tasks, in the order in which they strike. */
export function spreadFaults(
  tasks: number,
  ...kinds: readonly (readonly [times: number, strike: () => Promise<void>])[]
): Fault[] {
  return kinds
    .flatMap(([times, strike]) =>
      Array.from({ length: times }, (_, k) => ({ at: Math.floor((tasks * (k + 0.5)) / times), strike })),
    )
    .sort((left, right) => left.at - right.at);
}

/** Something in a run that can only be explained by later data. */
export interface CanaryAlarm {
  readonly kind: 'value' | 'decision' | 'fill';
  readonly symbol: string;
  /** On the run's timeline. */
  readonly bar: number;
  readonly message: string;
}

/** What a series or mark stands for. */
export type Tone = 'main' | 'other' | 'third' | 'fourth' | 'fifth' | 'gain' | 'loss' | 'muted';

type ChartColours = Record<Tone | 'text' | 'grid', string>;

const LIGHT: ChartColours = {
  main: '#3b5bdb',
  other: '#c2570c',
  third: '#087f5b',
  fourth: '#9c36b5',
  fifth: '#5c5f66',
  gain: '#099268',
  loss: '#e03131',
  muted: '#868e96',
  text: '#495057',
  grid: '#e9ecef',
};

const DARK: ChartColours = {
  main: '#748ffc',
  other: '#ffa94d',
  third: '#38d9a9',
  fourth: '#da77f2',
  fifth: '#c1c2c5',
  gain: '#38d9a9',
  loss: '#ff8787',
  muted: '#909296',
  text: '#c1c2c5',
  grid: '#2c2e33',
};

/** For lines that are shown together, in this order. */
export const TONES: readonly Tone[] = ['main', 'other', 'third', 'fourth', 'fifth'];

/** Colours that differ in brightness as well, on the ground of either scheme. */
export function chartColours(dark: boolean): ChartColours {
  return dark ? DARK : LIGHT;
}

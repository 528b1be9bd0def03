/** What stands for a figure that is not defined. */
export const NO_FIGURE = '–';

const plain = (digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const [whole, one, two] = [plain(0), plain(1), plain(2)];
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** A figure as the wire carries it. */
export type Figure = number | null | undefined;

const orNone =
  (format: (value: number) => string) =>
  (value: Figure): string =>
    value === null || value === undefined || Number.isNaN(value) ? NO_FIGURE : toShownSign(format(value));

/** A minus as it is printed, and none before what is shown as zero. */
function toShownSign(text: string): string {
  return text.replace(/^-/, /[1-9]/.test(text) ? '−' : '');
}

export const formatCount = orNone((value) => whole.format(value));
export const formatMoney = orNone((value) => two.format(value));
export const formatRatio = orNone((value) => two.format(value));
/** Of a number that is in percent already. */
export const formatPercent = orNone((value) => `${two.format(value)} %`);
/** With its sign, also when it is a gain. */
export const formatChange = orNone((value) => `${value > 0 ? '+' : ''}${two.format(value)} %`);
export const formatCompact = orNone((value) => compact.format(value));

/** `3 d`, `4.5 h`, `12 s` */
export const formatDuration = orNone((seconds) => {
  if (seconds >= 86_400 * 365.25) return `${one.format(seconds / (86_400 * 365.25))} y`;
  if (seconds >= 86_400) return `${whole.format(seconds / 86_400)} d`;
  if (seconds >= 3_600) return `${one.format(seconds / 3_600)} h`;
  if (seconds >= 60) return `${whole.format(seconds / 60)} min`;
  return `${seconds < 10 ? one.format(seconds) : whole.format(seconds)} s`;
});

/** The class of a gain or a loss, for its colour. */
export function signClass(value: Figure): string | undefined {
  return !value ? undefined : value > 0 ? 'gain' : 'loss';
}

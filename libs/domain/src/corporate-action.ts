/** A split or dividend. `exDate` is `YYYY-MM-DD`. */
export interface CorporateAction {
  exDate: string;
  kind: 'split' | 'dividend';
  /** New shares per old share for a split (7 for 7:1), cash per share for a dividend. */
  value: number;
}

/** How stored raw prices are adjusted when they are read. */
export const ADJUSTMENTS = ['raw', 'split', 'total'] as const;

export type Adjustment = (typeof ADJUSTMENTS)[number];

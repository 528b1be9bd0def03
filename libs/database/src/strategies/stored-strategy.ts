/** A strategy that a user keeps. Instants are UTC milliseconds. */
export interface StrategyEntry {
  id: string;
  /** That of the newest version. */
  name: string;
  /** The number of the newest version; the first is 1. */
  version: number;
  createdAt: number;
  updatedAt: number;
  /** The task of its newest dry run; null where there was none. */
  validationTaskId: string | null;
  /** Who made it; null where it was made before there were owners. */
  owner: string | null;
  /** Whether everybody may see it. */
  shared: boolean;
}

/** What one version of a strategy says, without its document. */
export interface StrategyVersionEntry {
  version: number;
  strategyHash: string;
  note: string | null;
  createdAt: number;
}

export interface StrategyVersion extends StrategyVersionEntry {
  strategyId: string;
  name: string;
  /** The document as it was given. */
  document: Record<string, unknown>;
}

/** What a new version is made of. */
export interface StrategyDraft {
  name: string;
  document: Record<string, unknown>;
  strategyHash: string;
  note: string | null;
  /** UTC ms. */
  at: number;
}

/** The place in the list of strategies after which a page begins. */
export interface StrategyPlace {
  updatedAt: number;
  id: string;
}

/** Which strategies are listed: `name` is a part of theirs, `visibleTo` an owner; all of them without. */
export interface StrategyPage {
  name?: string;
  visibleTo?: string;
  after?: StrategyPlace;
  limit: number;
}

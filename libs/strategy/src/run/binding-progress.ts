/**
 * Looks on while indicators are computed: called before each of them with its number from 1 on and how many there
 * are (0: none), and now and then while a long one is computed. What it throws ends the binding.
 */
export type BindingWatch = (indicator: number, total: number) => void;

/** How far the indicators of one binding are. An indicator is a function over whole columns of one frame. */
export class BindingProgress {
  private begun = 0;
  private total: number | undefined;

  constructor(
    private readonly watch?: BindingWatch,
    /** Asked once, at the first look. */
    private readonly count: () => number = () => 0,
  ) {}

  /** The next indicator is about to be computed. */
  begin(): void {
    this.begun += 1;
    this.look();
  }

  readonly look = (): void => {
    if (this.watch === undefined) return;
    this.total ??= this.count();
    this.watch(Math.min(Math.max(1, this.begun), this.total), this.total);
  };
}

import type {
  BoundCondition,
  BoundExpression,
  BoundStrategy,
  CompiledOrder,
  CompiledSide,
  CompiledSizing,
  CompiledStop,
} from '#strategy';

/** A protective order whose expressions are bound to the bars of one symbol. */
export type BoundStop =
  | { readonly kind: 'stop' | 'target' | 'trail'; readonly value: BoundExpression }
  | { readonly kind: 'breakeven'; readonly when: BoundCondition }
  | { readonly kind: 'time'; readonly bars: number };

export interface BoundSizing {
  readonly kind: CompiledSizing['kind'];
  readonly value: BoundExpression;
  readonly volatility?: BoundExpression;
}

/** The rules of one direction on one symbol. */
export interface BoundSide {
  readonly direction: 1 | -1;
  readonly enter: BoundCondition;
  readonly exit?: BoundCondition;
  readonly stops: readonly BoundStop[];
  readonly kind: CompiledSide['order']['kind'];
  readonly price?: BoundExpression;
  readonly limit?: BoundExpression;
  /** How far a trailing stop follows; `percent` is a fraction of the price. */
  readonly trail?: { readonly by: 'distance' | 'percent'; readonly value: BoundExpression };
  /** Bars after which a waiting entry is cancelled. */
  readonly expire: number;
  /** How long it waits otherwise, and until when. */
  readonly life: Pick<CompiledOrder, 'timeInForce' | 'goodTill'>;
  /** Whether it waits beside the entry of the other side. */
  readonly oco: boolean;
  readonly sizing: BoundSizing;
  /** Whether the close of a bar can change something about an open position besides `exit`. */
  readonly watchesCloses: boolean;
  /** Whether anything reads the position, so that its state must be kept. */
  readonly readsState: boolean;
}

export function bindSide(
  bound: BoundStrategy,
  symbol: string,
  side: CompiledSide,
  direction: 1 | -1,
): BoundSide {
  const { sizing } = bound.strategy;
  let readsState = false;
  const bind = (expression: CompiledSide['enter']): BoundExpression => {
    readsState ||= expression.readsState;
    return bound.expression(symbol, expression);
  };
  const bindCondition = (expression: CompiledSide['enter']): BoundCondition => {
    readsState ||= expression.readsState;
    return bound.condition(symbol, expression);
  };
  const stops = side.stops.map((stop) => bindStop(stop, bind, bindCondition));
  return {
    direction,
    enter: bindCondition(side.enter),
    exit: side.exit && bindCondition(side.exit),
    stops,
    kind: side.order.kind,
    price: side.order.price && bind(side.order.price),
    limit: side.order.limit && bind(side.order.limit),
    trail: bindTrail(side.order, bind),
    expire: side.order.expire ?? Infinity,
    life: { timeInForce: side.order.timeInForce, goodTill: side.order.goodTill },
    oco: side.order.oco === true,
    sizing: {
      kind: sizing.kind,
      value: bind(sizing.value),
      volatility: sizing.kind === 'vol_target' ? bind(sizing.volatility) : undefined,
    },
    watchesCloses: stops.some((stop) => stop.kind !== 'stop' && stop.kind !== 'target'),
    readsState,
  };
}

function bindTrail(
  { distance, percent }: CompiledOrder,
  bind: (expression: CompiledSide['enter']) => BoundExpression,
): BoundSide['trail'] {
  if (distance !== undefined) return { by: 'distance', value: bind(distance) };
  return percent && { by: 'percent', value: bind(percent) };
}

function bindStop(
  stop: CompiledStop,
  bind: (expression: CompiledSide['enter']) => BoundExpression,
  bindCondition: (expression: CompiledSide['enter']) => BoundCondition,
): BoundStop {
  if (stop.kind === 'time') return stop;
  if (stop.kind === 'trail') return { kind: stop.kind, value: bind(stop.distance) };
  if (stop.kind === 'breakeven') return { kind: stop.kind, when: bindCondition(stop.when) };
  return { kind: stop.kind, value: bind(stop.at) };
}

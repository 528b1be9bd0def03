import { STATE, STATE_FIELDS, type StateField } from '../bound-strategy.js';
import { BUDGETS } from '../budgets.js';
import { CATALOGUE } from '../catalogue/index.js';
import { CLOCK_NAMES, CLOCK_RANGES, isClockName, isPriceName, PRICE_NAMES } from '../catalogue/names.js';
import { didYouMean } from '../did-you-mean.js';
import type { FaultList, Place } from '../fault-list.js';
import type { PlanBuilder } from '../plan/plan-builder.js';
import type { PlanNode } from '../plan/plan-node.js';
import { ANY_VALUE, decideComparison } from '../plan/value-range.js';
import { checkOffsetForm } from '../text/offset.js';
import type {
  BinarySyntax,
  FieldSyntax,
  LagSyntax,
  NameSyntax,
  Syntax,
  UnarySyntax,
} from '../text/syntax.js';
import { checkCall } from './call-checker.js';
import type { CheckContext } from './check-context.js';
import type { Scope, Typed } from './scope.js';

const CONDITIONS = new Set(['and', 'or']);
const ARITHMETIC = new Set(['+', '-', '*', '/']);

/** Resolves names, checks types and makes plan nodes; every fault of an expression is reported, not only the first. */
export class ExpressionChecker implements CheckContext {
  constructor(
    readonly scope: Scope,
    readonly builder: PlanBuilder,
    readonly faults: FaultList,
  ) {}

  check(syntax: Syntax): Typed | undefined {
    switch (syntax.kind) {
      case 'number':
        return this.number(this.builder.constant(this.constantOf(syntax)!));
      case 'text':
        return this.refuse(syntax.at, 'E_TYPE', 'a quoted text is no value');
      case 'name':
        return this.name(syntax);
      case 'field':
        return this.aliasField(syntax);
      case 'call':
        return checkCall(this, syntax);
      case 'unary':
        return this.unary(syntax);
      case 'binary':
        return this.binary(syntax);
      case 'lag':
        return this.lag(syntax);
    }
  }

  expect(syntax: Syntax, type: 'num' | 'bool'): PlanNode | undefined {
    const typed = this.check(syntax);
    if (typed === undefined || typed.type === type) return typed?.node;
    const [wanted, hint] =
      type === 'num'
        ? ['a number is needed here, this is a condition', "write 'if(c, 1, 0)' to count a condition"]
        : ['a condition is needed here, this is a number', "compare it, as in 'x > 0'"];
    return this.refuse(syntax.at, 'E_TYPE', wanted, hint);
  }

  constantOf(syntax: Syntax): number | undefined {
    if (syntax.kind === 'number') return syntax.percent ? syntax.value / 100 : syntax.value;
    if (syntax.kind === 'unary' && syntax.op === '-') {
      const value = this.constantOf(syntax.arg);
      return value === undefined ? undefined : -value;
    }
    if (syntax.kind !== 'name') return undefined;
    const value = this.scope.params.get(syntax.name);
    if (value !== undefined) this.scope.used.add(syntax.name);
    return value;
  }

  refuse(
    at: Place,
    code: 'E_TYPE' | 'E_UNKNOWN_NAME' | 'E_RANGE',
    message: string,
    hint?: string,
  ): undefined {
    this.faults.add(at, code, message, hint);
    return undefined;
  }

  number(node: PlanNode): Typed {
    return { type: 'num', node };
  }

  private name({ name, parameter, at }: NameSyntax): Typed | undefined {
    const { params, lets, used } = this.scope;
    const value = params.get(name);
    if (value !== undefined) {
      used.add(name);
      return this.number(this.builder.constant(value));
    }
    if (parameter) return this.unknown(name, at, params.keys());
    if (isPriceName(name)) return this.number(this.builder.price(name));
    if (isClockName(name))
      return this.number(this.builder.bound(this.builder.price(name), CLOCK_RANGES[name] ?? ANY_VALUE));
    if ((STATE_FIELDS as readonly string[]).includes(name)) return this.state(name as StateField);
    if (!lets.has(name)) return this.unknown(name, at, this.names());
    used.add(name);
    return lets.get(name);
  }

  private state(field: StateField): Typed {
    return { type: field === 'in_position' ? 'bool' : 'num', node: this.builder.state(STATE[field]) };
  }

  private names(): Iterable<string> {
    const { params, lets, aliases } = this.scope;
    return [
      ...PRICE_NAMES,
      ...CLOCK_NAMES,
      ...STATE_FIELDS,
      ...params.keys(),
      ...lets.keys(),
      ...aliases.keys(),
    ];
  }

  private unknown(name: string, at: Place, names: Iterable<string>): undefined {
    const shown = name.slice(0, 40);
    if (this.scope.aliases.has(name))
      return this.refuse(
        at,
        'E_UNKNOWN_NAME',
        `'${shown}' is a symbol, not a value`,
        `write '${shown}.close'`,
      );
    const hint = CATALOGUE.has(name) ? `it is a function: write '${name}(…)'` : didYouMean(name, names);
    return this.refuse(at, 'E_UNKNOWN_NAME', `unknown name '${shown}'`, hint);
  }

  private aliasField({ name, field, at }: FieldSyntax): Typed | undefined {
    const symbol = this.scope.aliases.get(name);
    if (symbol === undefined) {
      const message = `'${name.slice(0, 40)}' is no alias of a symbol`;
      return this.refuse(at, 'E_UNKNOWN_NAME', message, didYouMean(name, this.scope.aliases.keys()));
    }
    if (isPriceName(field)) return this.number(this.builder.frame({ symbol }, this.builder.price(field)));
    const message = `a symbol has no field '${field.slice(0, 40)}'`;
    return this.refuse(at, 'E_UNKNOWN_NAME', message, didYouMean(field, PRICE_NAMES));
  }

  private unary({ op, arg }: UnarySyntax): Typed | undefined {
    const type = op === 'not' ? 'bool' : 'num';
    const node = this.expect(arg, type);
    return node && { type, node: this.builder.point(op === 'not' ? 'not' : 'neg', node) };
  }

  private binary(syntax: BinarySyntax): Typed | undefined {
    const { op, left, right } = syntax;
    const operands = CONDITIONS.has(op) ? 'bool' : 'num';
    const a = this.expect(left, operands);
    const b = this.expect(right, operands);
    if (a === undefined || b === undefined) return undefined;
    this.warnOfDecided(syntax, a, b);
    if (op === '/') this.warnOfZero(right.at, b);
    return { type: ARITHMETIC.has(op) ? 'num' : 'bool', node: this.builder.point(op, a, b) };
  }

  /** A comparison of constants alone is what the whole condition is judged by. */
  private warnOfDecided({ op, at }: BinarySyntax, a: PlanNode, b: PlanNode): void {
    if (a.kind === 'constant' && b.kind === 'constant') return;
    const [left, right] = [this.builder.rangeOf(a), this.builder.rangeOf(b)];
    const decided = decideComparison(op, left, right);
    if (decided === undefined) return;
    const message = `this comparison is ${decided ? 'always' : 'never'} true`;
    const hint = `its sides are from ${left.join(' to ')} and from ${right.join(' to ')}`;
    this.faults.add(at, decided ? 'W_ALWAYS_TRUE' : 'W_NEVER_TRUE', message, hint);
  }

  private warnOfZero(at: Place, divisor: PlanNode): void {
    if (!this.builder.rangeOf(divisor).every((bound) => bound === 0)) return;
    this.faults.add(at, 'W_MISSING', 'a division by zero is always missing');
  }

  private lag({ arg, offset }: LagSyntax): Typed | undefined {
    const typed = this.check(arg);
    const bars = this.offset(offset);
    if (typed === undefined || bars === undefined) return undefined;
    if (typed.node.readsState) return this.refuse(arg.at, 'E_TYPE', 'the position has no past values');
    return { type: typed.type, node: this.builder.lag(typed.node, bars) };
  }

  /** Bars of an offset; a parameter's value is looked at like a literal. */
  private offset(offset: Syntax): number | undefined {
    if (!checkOffsetForm(offset, this.faults)) return undefined;
    const bars = this.constantOf(offset);
    if (bars === undefined) {
      if (this.check(offset) !== undefined)
        this.faults.add(offset.at, 'E_CONST_REQUIRED', 'an offset is a whole number or a parameter');
      return undefined;
    }
    if (bars < 0) {
      this.faults.add(offset.at, 'E_LOOKAHEAD', `an offset looks back: ${bars} bars is the future`);
      return undefined;
    }
    if (Number.isInteger(bars) && bars <= BUDGETS.lookBackBars) return bars;
    const message = `an offset is a whole number of at most ${BUDGETS.lookBackBars} bars`;
    return this.refuse(offset.at, 'E_RANGE', message);
  }
}

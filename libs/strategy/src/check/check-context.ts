import type { FaultList, Place } from '../fault-list.js';
import type { PlanBuilder } from '../plan/plan-builder.js';
import type { PlanNode } from '../plan/plan-node.js';
import type { Syntax } from '../text/syntax.js';
import type { Scope, Typed } from './scope.js';

/** What the check of a part needs of the check of the whole. */
export interface CheckContext {
  readonly scope: Scope;
  readonly builder: PlanBuilder;
  readonly faults: FaultList;
  /** The expression's type and plan; undefined when something in it is wrong. */
  check(syntax: Syntax): Typed | undefined;
  /** The node of an expression that must be of one type. */
  expect(syntax: Syntax, type: 'num' | 'bool'): PlanNode | undefined;
  /** The value of a literal or parameter; undefined when it is neither, which the caller reports. */
  constantOf(syntax: Syntax): number | undefined;
  refuse(at: Place, code: 'E_TYPE' | 'E_UNKNOWN_NAME' | 'E_RANGE', message: string, hint?: string): undefined;
}

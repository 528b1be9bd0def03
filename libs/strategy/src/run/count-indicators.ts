import type { PlanNode } from '../plan/plan-node.js';
import type { Frame } from './frame.js';

/** What is known of one frame: the nodes that were met on it and the calls among them. */
interface Found {
  frame: Frame;
  nodes: Set<PlanNode>;
  calls: Set<string>;
}

/**
 * Distinct indicators below the nodes on the frames, each counted on every frame that it is computed on. Every run that
 * is watched waits for it, so it makes no object for a node and leaves out those without arguments.
 */
export function countIndicators(
  roots: readonly PlanNode[],
  frames: readonly Frame[],
  members: () => readonly Frame[],
): number {
  const all = new Map<Frame, Found>();
  const comparisons = new Set<PlanNode>();
  const waiting: PlanNode[] = [];
  const places: Found[] = [];
  const on = (frame: Frame): Found => {
    let found = all.get(frame);
    if (found === undefined) all.set(frame, (found = { frame, nodes: new Set(), calls: new Set() }));
    return found;
  };
  const wait = (place: Found, nodes: readonly PlanNode[]): void => {
    for (const node of nodes) {
      if (!('args' in node) || place.nodes.has(node)) continue;
      place.nodes.add(node);
      waiting.push(node);
      places.push(place);
    }
  };
  for (const frame of frames) wait(on(frame), roots);
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    const place = places.pop()!;
    if (!('args' in node)) continue;
    if (node.kind === 'frame') {
      wait(on(place.frame.placeOf(node)), node.args);
    } else if (node.kind === 'universe') {
      if (comparisons.has(node)) continue;
      comparisons.add(node);
      for (const member of members()) wait(on(member), node.args);
    } else {
      if (node.kind === 'series') place.calls.add(node.call);
      wait(place, node.args);
    }
  }
  return [...all.values()].reduce((sum, { calls }) => sum + calls.size, comparisons.size);
}

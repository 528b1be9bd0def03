import type { Fault } from '../api/problem.js';

/** Characters of a text, from and up to. */
export interface Range {
  from: number;
  to: number;
}

/** What of a JSON tree is needed to find a place: nodes of lang-json, or of anything that has the same shape. */
export interface TreeNode extends Range {
  name: string;
  firstChild: TreeNode | null;
  nextSibling: TreeNode | null;
}

function childrenOf(node: TreeNode): TreeNode[] {
  const children: TreeNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

const VALUES = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);
const isValue = ({ name }: TreeNode): boolean => VALUES.has(name);

function memberOf(node: TreeNode, token: string, text: string): TreeNode | undefined {
  if (node.name === 'Array') return childrenOf(node).filter(isValue)[Number(token)];
  const property = childrenOf(node).find((child) => {
    const name = child.name === 'Property' ? child.firstChild : null;
    return name && text.slice(name.from, name.to) === JSON.stringify(token);
  });
  return property && childrenOf(property).find(isValue);
}

/**
 * Where a fault stands in the JSON text of the document: the span inside the text at its path, the whole value, or, where
 * the path leads to something that is missing, the innermost part that is there.
 */
export function locateFault(
  root: TreeNode,
  text: string,
  { path, span }: Pick<Fault, 'path' | 'span'>,
): Range {
  const tokens = path
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  let node = childrenOf(root).find(isValue) ?? root;
  for (const token of tokens) {
    const member = memberOf(node, token, text);
    if (!member) return firstLine(node, text);
    node = member;
  }
  if (node.name !== 'String' || !span) return firstLine(node, text);
  const at = (offset: number): number => node.from + rawOffset(text.slice(node.from, node.to), offset);
  const [from, to] = [at(span[0]), at(span[1])];
  // Something that is missing is marked by the character before it.
  return from === to ? { from: Math.max(node.from, from - 1), to } : { from, to };
}

/** A whole object underlined from end to end says nothing. */
function firstLine({ from, to }: Range, text: string): Range {
  const end = text.indexOf('\n', from);
  return { from, to: end === -1 ? to : Math.min(to, end) };
}

/** How far into the JSON string its character of that number stands; escapes take several. */
function rawOffset(raw: string, offset: number): number {
  let at = 1;
  for (let count = 0; count < offset && at < raw.length; count++) {
    at += raw[at] !== '\\' ? 1 : raw[at + 1] === 'u' ? 6 : 2;
  }
  return at;
}

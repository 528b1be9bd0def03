/** A fault as problem documents and our own errors carry it. */
interface ShownFault {
  path?: string;
  message: string;
  hint?: string;
}

/** What was refused, and below it a line for each fault: where, what, what to do. */
export function toRefusalLines(head: string, faults: readonly ShownFault[]): string {
  const lines = faults.map(
    ({ path, message, hint }) => `  ${path ? `${path}: ` : ''}${message}${hint ? ` (${hint})` : ''}`,
  );
  return [head, ...lines].join('\n');
}

const MEMBERS = ['q', 'status', 'job', 'queue', 'code'] as const;

/** Which tasks are shown, as the address keeps it; `code` is that of their error. */
export type TaskSearch = Partial<Record<(typeof MEMBERS)[number], string>>;

export function readTaskSearch(search: Readonly<Record<string, unknown>>): TaskSearch {
  return Object.fromEntries(
    MEMBERS.filter((member) => typeof search[member] === 'string').map((member) => [member, search[member]]),
  );
}

/**
 * Whether something that a process needs is there. It lives in the room that it watches; a class there
 * satisfies this by shape.
 */
export interface HealthCheckPort {
  /** Short and lower case: `redis`, `database`. */
  readonly name: string;
  /** Throws when it is away; gives details (no secrets) when it is there. */
  check(): Promise<Record<string, unknown> | void>;
}

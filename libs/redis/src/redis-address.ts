/** A Redis address in its parts. Never log it: it holds the password. */
export interface RedisAddress {
  kind: 'standalone' | 'sentinel' | 'cluster';
  hosts: { host: string; port: number }[];
  tls: boolean;
  /** The file of the authority that signed the server's certificate, where it is none that Node.js knows. */
  caFile: string | undefined;
  username: string | undefined;
  password: string | undefined;
  /** Name of the master that the sentinels watch. */
  master: string | undefined;
  /** Of the sentinels themselves, where they want one. */
  sentinelPassword: string | undefined;
  /** A database number that the address asks for; it is not obeyed, since Cluster knows none and our keys have a prefix. */
  ignoredDatabase: number;
}

const FORM = /^(rediss?):\/\/(?:(.*)@)?([^/?@]+)(?:\/(\d*))?(?:\?(.*))?$/;
const DEFAULT_PORT = { standalone: 6379, sentinel: 26_379, cluster: 6379 };

function parseHost(text: string, defaultPort: number): { host: string; port: number } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (!host || Number(port) > 65_535) throw new Error('the Redis address has a host that can not be read');
  return { host, port: port ? Number(port) : defaultPort };
}

/**
 * Reads `redis://[user:password@]host[:port]` and `rediss://…`; several hosts with commas between them with
 * `?sentinel=<master>` (and `sentinel_password=`) or `?cluster=true`. With `rediss:` also `ca=<file>`: the authority of the server's certificate.
 * @throws Error without any part of the address in its message.
 */
export function parseRedisAddress(url: string): RedisAddress {
  const [, protocol, credentials, hosts, database, query] = FORM.exec(url) ?? [];
  if (!hosts)
    throw new Error('the Redis address can not be read: expected redis://[user:password@]host[:port]');
  const options = new URLSearchParams(query);
  const master = options.get('sentinel') ?? undefined;
  const kind = master ? 'sentinel' : options.get('cluster') === 'true' ? 'cluster' : 'standalone';
  const colon = credentials?.indexOf(':') ?? -1;
  const username = colon >= 0 ? credentials.slice(0, colon) : credentials;
  const parsed = hosts.split(',').map((host) => parseHost(host, DEFAULT_PORT[kind]));
  if (kind === 'standalone' && parsed.length > 1) {
    throw new Error('the Redis address has several hosts: add ?sentinel=<master> or ?cluster=true');
  }
  return {
    kind,
    hosts: parsed,
    tls: protocol === 'rediss',
    caFile: options.get('ca') ?? undefined,
    username: username ? decodeURIComponent(username) : undefined,
    password: colon >= 0 ? decodeURIComponent(credentials.slice(colon + 1)) || undefined : undefined,
    master,
    sentinelPassword: options.get('sentinel_password') ?? undefined,
    ignoredDatabase: Number(database || 0),
  };
}

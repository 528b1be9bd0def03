import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';

/** What one client may say in a while: more than any page of ours does. */
const MOST_MESSAGES = 1_000;
const WHILE_MS = 10_000;

/** Counts the sockets and event streams of each address, that of a trusted proxy's client where there is one. */
export class SocketLimits {
  private readonly open = new Map<string, number>();
  private readonly isProxy: (address: string, index: number) => boolean;

  constructor(
    private readonly perAddress: number,
    proxies: readonly string[],
  ) {
    this.isProxy = proxyAddress.compile([...proxies]);
  }

  /** Takes a place for a client. @returns how to give it back, or undefined when its address has as many as it may. */
  admit(request: IncomingMessage): (() => void) | undefined {
    const address = proxyAddress(request, this.isProxy);
    const count = this.open.get(address) ?? 0;
    if (count >= this.perAddress) return undefined;
    this.open.set(address, count + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      const left = this.open.get(address)! - 1;
      if (left === 0) this.open.delete(address);
      else this.open.set(address, left);
    };
  }
}

/** Is told of each message of a client; answers false from when there are too many. */
export function createMessageCount(now: () => number = Date.now): () => boolean {
  let [since, count] = [now(), 0];
  return () => {
    if (now() - since >= WHILE_MS) [since, count] = [now(), 0];
    count += 1;
    return count <= MOST_MESSAGES;
  };
}

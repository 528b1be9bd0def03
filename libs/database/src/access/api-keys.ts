import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { APP_CONFIG, isAccessOn, type AppConfig } from '#config';
import type { StoredApiKey } from './api-key.js';
import { digestOf, keyIdIn, keyIn } from './api-key-text.js';
import { ApiKeyRepository } from './api-key.repository.js';

/** How long a key is taken for what it was; one that is revoked opens nothing after that, in any process. */
const KNOWN_MS = 1_000;
const USE_NOTED_MS = 60_000;
const MOST_KNOWN = 10_000;

/** Tells whose a key is. */
@Injectable()
export class ApiKeys {
  private readonly log = new Logger('ApiKeys');
  private readonly fixed: StoredApiKey | undefined;
  private readonly noted = new LRUCache<string, true>({ max: MOST_KNOWN, ttl: USE_NOTED_MS });
  private readonly known: LRUCache<string, { key: StoredApiKey | undefined }>;

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(ApiKeyRepository) private readonly repository: ApiKeyRepository,
  ) {
    this.fixed = config.ADMIN_API_KEY === '' ? undefined : toAdminKey(config.ADMIN_API_KEY);
    this.known = new LRUCache({
      max: MOST_KNOWN,
      ttl: KNOWN_MS,
      fetchMethod: async (id) => ({ key: await repository.findActive(id) }),
    });
  }

  /**
   * Undefined when the text is no key that holds.
   * @throws BarkeepError STORE_UNAVAILABLE
   */
  async identify(text: string): Promise<StoredApiKey | undefined> {
    const hash = digestOf(text);
    if (this.fixed && timingSafeEqual(hash, this.fixed.hash)) return this.fixed;
    const id = keyIdIn(text);
    const key = id === undefined ? undefined : await this.find(id);
    if (!key || !timingSafeEqual(hash, key.hash)) return undefined;
    this.noteUse(key.id);
    return key;
  }

  /**
   * Whether callers need no key, or the headers show one that holds, of whatever role.
   * @throws BarkeepError STORE_UNAVAILABLE
   */
  async admits(headers: IncomingHttpHeaders): Promise<boolean> {
    if (!isAccessOn(this.config)) return true;
    const key = keyIn(headers);
    return key !== undefined && (await this.identify(key)) !== undefined;
  }

  /** The key of that id while it holds, as of the last second. */
  async find(id: string): Promise<StoredApiKey | undefined> {
    if (id === this.fixed?.id) return this.fixed;
    return (await this.known.fetch(id))?.key;
  }

  /** Nobody waits for it. */
  private noteUse(id: string): void {
    if (this.noted.has(id)) return;
    this.noted.set(id, true);
    this.repository.noteUse(id, Date.now()).catch((error: Error) => {
      this.noted.delete(id);
      this.log.debug({ message: `the use of a key was not noted: ${error.message}` });
    });
  }
}

/** Its id follows from it: a login made with it ends when the setting changes. */
function toAdminKey(text: string): StoredApiKey {
  const hash = digestOf(text);
  return {
    id: `admin-${hash.toString('hex', 0, 6)}`,
    ...{ name: 'ADMIN_API_KEY', owner: 'admin', quotas: {}, hash },
    role: 'admin',
    ...{ createdAt: 0, lastUsedAt: null, revokedAt: null },
  };
}

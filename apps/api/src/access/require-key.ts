import { ConfigError, isAccessOn, isLoopback, type AppConfig } from '#config';
import type { ApiKeyRepository } from '#database';
import { BarkeepError } from '#domain';

/**
 * Refuses to start where nobody could come in, or everybody could without having been asked for it. A database that is
 * away is none of it: nobody comes in until it is back.
 * @throws ConfigError in one line that says how to make a key
 */
export async function requireKey(
  config: AppConfig,
  keys: Pick<ApiKeyRepository, 'hasActive'>,
  warn: (line: string) => void,
): Promise<void> {
  const { HOST: host, ADMIN_API_KEY: adminKey } = config;
  if (!isAccessOn(config)) {
    if (!isLoopback(host)) warn(`AUTH=off and HOST=${host}: whoever reaches this address may do everything`);
    return;
  }
  if (adminKey !== '' || (await hasKey(keys))) return;
  throw new ConfigError([
    `HOST=${host}, AUTH=${config.AUTH}: callers need a key, and there is none yet; make one with \`barkeep keys create --name me --role admin\` or set ADMIN_API_KEY`,
  ]);
}

async function hasKey(keys: Pick<ApiKeyRepository, 'hasActive'>): Promise<boolean> {
  try {
    return await keys.hasActive();
  } catch (error) {
    if (error instanceof BarkeepError && error.kind === 'unavailable') return true;
    throw error;
  }
}

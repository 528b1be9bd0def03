import { readFileSync } from 'node:fs';
import { SETTINGS, type AppConfig, type SettingName } from './settings.js';
import type { Setting } from './setting-kinds.js';

/** Settings that can't be used; `faults` has a line for each, without the values of secrets. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

function textOf(name: string, setting: Setting<unknown>, env: Environment): string | undefined {
  const direct = env[name];
  if (direct !== undefined && direct !== '') return direct;
  const file = setting.secret ? env[`${name}_FILE`] : undefined;
  if (file) return readFileSync(file, 'utf8').trim();
  return setting.fallback === undefined ? undefined : env[setting.fallback] || undefined;
}

/**
 * Reads the settings from an environment.
 * @throws ConfigError with a line for every setting that has the wrong shape.
 */
export function loadConfig(env: Environment = process.env): AppConfig {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(SETTINGS) as [SettingName, Setting<unknown>][]) {
    let given: string | undefined;
    try {
      given = textOf(name, setting, env);
    } catch {
      faults.push(`${name}_FILE: the file can't be read`);
      continue;
    }
    const value = given === undefined ? setting.default : setting.parse(given);
    if (value === undefined) {
      const shown = setting.secret ? '' : `, not "${given}"`;
      faults.push(`${name}: expected ${setting.shape}${shown}`);
    }
    values[name] = value;
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(values) as AppConfig;
}

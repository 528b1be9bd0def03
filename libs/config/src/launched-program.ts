import type { Environment } from './load-config.js';
import type { SettingName } from './settings.js';

/** What a program tells the process that started it, once. */
export interface UpMessage {
  /** Where it answers. */
  address: string;
}

/** The environment of a program that is started from here, with some settings of its own. */
export function toLaunchEnvironment(settings: Partial<Record<SettingName, string>>): Environment {
  return { ...process.env, ...settings };
}

/** Tells whoever started this process and waits for it that it is up; nobody does in containers and terminals. */
export function tellUp(address: string): void {
  const message: UpMessage = { address };
  if (process.connected) process.send?.(message, () => process.connected && process.disconnect());
}

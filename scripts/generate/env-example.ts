import { SETTINGS, type Setting } from '#config';

/** .env.example: every setting with its default, commented out. */
export function renderEnvExample(): string {
  const blocks = Object.entries<Setting<unknown>>(SETTINGS).map(
    ([name, setting]) =>
      `# ${setting.summary} ${capitalise(setting.shape)}.\n# ${name}=${String(setting.default)}\n`,
  );
  return `# Generated from libs/config/src/settings.ts by "npm run generate"; change it there.\n\n${blocks.join('\n')}`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Fails the build when the scripts that every visit loads weigh more than so many bytes, packed. */
export function limitFirstLoad(mostBytes: number): Plugin {
  return {
    name: 'limit-first-load',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const first = new Set<string>();
      const add = (name: string): void => {
        if (first.has(name)) return;
        first.add(name);
        chunks.find(({ fileName }) => fileName === name)?.imports.forEach(add);
      };
      for (const { isEntry, fileName } of chunks) if (isEntry) add(fileName);
      const bytes = chunks
        .filter(({ fileName }) => first.has(fileName))
        .reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
      const told = `first load: ${(bytes / 1_000).toFixed(1)} kB of scripts, packed`;
      if (bytes > mostBytes) this.error(`${told}; ${mostBytes / 1_000} kB is the most`);
      this.info(told);
    },
  };
}

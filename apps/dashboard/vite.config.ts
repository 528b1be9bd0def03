import { resolve } from 'node:path';
import { defineConfig, loadEnv } from 'vite';
import { compressFiles } from './build/compress-files.js';
import { limitFirstLoad } from './build/limit-first-load.js';

const SERVED_BY_THE_API = ['/api', '/docs', '/openapi.json', '/admin', '/health', '/metrics', '/socket.io'];

export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  build: {
    outDir: resolve(import.meta.dirname, '../../dist/dashboard'),
    emptyOutDir: true,
    // Those whose work is in it want to be named with it.
    license: { fileName: 'licences.md' },
    // Everything comes from files: the content policy allows no data: scripts or fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_200,
    target: 'es2022',
    // Packages mark what runs in a browser; here everything does.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  plugins: [limitFirstLoad(250_000), compressFiles()],
  server: {
    // `npx vite apps/dashboard`, while one works on the page, shows what runs there.
    proxy: Object.fromEntries(
      SERVED_BY_THE_API.map((path) => [
        path,
        {
          target: loadEnv(mode, import.meta.dirname, 'BARKEEP').BARKEEP_API ?? 'http://127.0.0.1:8000',
          ws: path === '/socket.io',
        },
      ]),
    ),
  },
}));

import react from '@vitejs/plugin-react';
import { at } from './paths.mjs';

/** Every package that is in a bundle, by its place below `node_modules`. Filled by a build. */
export const bundled = new Set();

const noteBundled = {
  name: 'note-bundled',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      for (const id of Object.keys(chunk.modules ?? {})) {
        const place = /^.*?node_modules\/((?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)/.exec(id)?.[1];
        if (place !== undefined) bundled.add(place);
      }
    }
  },
};

/** Node 18 has no global `crypto`, and libraries look for it there. */
const WEB_CRYPTO = "globalThis.crypto ??= require('node:crypto').webcrypto;";

/**
 * What is built, each a Vite config of its own. The code runs on the newest Electron and on Electron 25 alike (Node 18,
 * Chrome 114); the command line runs on whatever Node, from 20, the user has.
 *
 * Everything is bundled except Electron itself and the keychain binding, which is native code.
 */
export function bundles(out) {
  const to = (...parts) => [out, ...parts].join('/');
  return [
    node('main/index.ts', {
      target: 'node18',
      outDir: to('main'),
      banner: WEB_CRYPTO,
    }),
    // A sandboxed preload may require nothing but Electron: one file.
    node('main/preload/index.ts', { target: 'chrome114', outDir: to('preload'), codeSplitting: false }),
    // The first file must load fast; what it imports dynamically becomes files of their own beside it.
    node('main/cli/index.ts', {
      target: 'node20',
      outDir: out,
      entryFileNames: 'tokenkeep',
      chunkFileNames: 'cli/[name]-[hash].cjs',
      banner: (chunk) => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
    }),
    // Loaded by the command line at run time, from the place where it finds it: `cli/headless.cjs` beside itself.
    node('main/headless.ts', { target: 'node20', outDir: to('cli'), entryFileNames: 'headless.cjs' }),
    // A thread of either: it is looked for beside the bundle that starts it.
    ...['main', 'cli'].flatMap((folder) =>
      ['scan-worker', 'audit-verify-worker'].map((name) =>
        node(`main/adapters/${name}.ts`, { target: 'node18', outDir: to(folder), entryFileNames: `${name}.cjs` }),
      ),
    ),
    ...['main', 'cli'].map((folder) =>
      node('main/adapters/backup-worker.ts', {
        target: 'node18',
        outDir: to(folder),
        entryFileNames: 'backup-worker.cjs',
        banner: WEB_CRYPTO,
      }),
    ),
    ...['index', 'popover'].map((page) => renderer(page, to('renderer'))),
  ];
}

function node(entry, { target, outDir, ...output }) {
  return {
    ...common,
    plugins: [noteBundled],
    ssr: { noExternal: true },
    resolve: {
      alias: { 'ajv/dist/2020.js': at('build', 'no-schema.mjs'), 'ajv-formats': at('build', 'no-schema.mjs') },
    },
    build: {
      ...commonBuild,
      ssr: at(entry),
      target,
      outDir,
      rolldownOptions: {
        external: ['electron', 'keytar'],
        output: {
          format: 'cjs',
          entryFileNames: 'index.cjs',
          chunkFileNames: '[name]-[hash].cjs',
          // What Electron imports before its version 28 it does not find inside an archive; what it requires it does.
          dynamicImportInCjs: false,
          // What is not there need not be read at each start; names stay, for a trace that can be read.
          minify: { compress: false, mangle: false, codegen: true },
          ...output,
        },
      },
    },
  };
}

function renderer(page, outDir) {
  return {
    ...common,
    root: at('renderer'),
    base: './',
    plugins: [react(), noteBundled],
    build: {
      ...commonBuild,
      target: 'chrome114',
      outDir,
      // What is loaded later is read from the disk as fast as it could be announced.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, all, { hostType }) => (hostType === 'js' ? [] : all),
      },
      rolldownOptions: { input: at('renderer', `${page}.html`) },
    },
  };
}

const common = { configFile: false, root: at(), publicDir: false, logLevel: 'warn' };
// Read from disk, so no chunk is too large to load; the reports would only take time.
const commonBuild = { emptyOutDir: false, reportCompressedSize: false, chunkSizeWarningLimit: Infinity };

// The panel is compiled here, from the very file that the widget in a notebook's output uses; Vue and the Vuetify
// components that it names go with it. The rest of the extension is plain TypeScript.
import vue from '@vitejs/plugin-vue';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import vuetify from 'vite-plugin-vuetify';

const here = path => fileURLToPath(new URL(path, import.meta.url));

// panel.vue lies in the Python package, where nothing above it has node_modules.
const fromHere = {
  name: 'packages-of-the-panel',
  enforce: 'pre',
  resolveId(source, importer) {
    const bare = /^[@a-z]/i.test(source);
    return bare && importer?.includes('panel.vue') ? this.resolve(source, here('src/panel/mount.mjs')) : null;
  }
};

export default defineConfig({
  plugins: [fromHere, vue(), vuetify({ autoImport: true })],
  resolve: { dedupe: ['vue', 'vuetify'] },
  define: {
    'process.env.NODE_ENV': JSON.stringify('production'),
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false
  },
  build: {
    lib: {
      entry: here('src/panel/mount.mjs'),
      formats: ['es'],
      fileName: () => 'mount.mjs',
      cssFileName: 'mount'
    },
    outDir: here('lib/panel'),
    emptyOutDir: false,
    minify: 'esbuild',
    target: 'es2022'
  },
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'happy-dom',
    server: { deps: { inline: ['vuetify'] } }
  }
});

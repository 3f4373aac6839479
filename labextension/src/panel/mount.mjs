// Mounts the panel: gives it what it needs (see the head of panel.vue).
import { createApp, h, shallowReactive } from 'vue';
import { createVuetify } from 'vuetify';

import Panel from '../../../mockmind_lab/kernel/panel.vue';

const files = import.meta.glob('../../../mockmind_lab/kernel/texts/*.json', {
  eager: true,
  import: 'default'
});
const texts = Object.fromEntries(
  Object.entries(files).map(([path, text]) => [path.replace(/^.*\/|\.json$/g, ''), text])
);

const Beside = { ...Panel, name: 'MockmindPanel', props: ['view', 'send', 'texts', 'host'] };

export function mount(node, send, host = {}) {
  const state = shallowReactive({ view: {}, host });
  const app = createApp({ render: () => h(Beside, { view: state.view, send, texts, host: state.host }) });
  // A stylesheet and a scope of its own: ipyvuetify has another Vuetify in the same page.
  app.use(createVuetify({ theme: { stylesheetId: 'mockmind-theme', scope: '.jp-mockmind-beside' } }));
  app.mount(node);
  return {
    show: view => {
      state.view = view;
    },
    give: more => {
      state.host = { ...state.host, ...more };
    },
    unmount: () => app.unmount()
  };
}

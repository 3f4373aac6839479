// Mounts the panel: its two props are `view` and `send`.
import { createApp, h, shallowReactive } from 'vue';
import { createVuetify } from 'vuetify';

import Panel from '../../../mockmind_lab/kernel/panel.vue';

const Beside = { ...Panel, name: 'MockmindPanel', props: ['view', 'send'] };

export function mount(node, send) {
  const state = shallowReactive({ view: {} });
  const app = createApp({ render: () => h(Beside, { view: state.view, send }) });
  // A stylesheet and a scope of its own: ipyvuetify has another Vuetify in the same page.
  app.use(createVuetify({ theme: { stylesheetId: 'mockmind-theme', scope: '.jp-mockmind-beside' } }));
  app.mount(node);
  return {
    show: view => {
      state.view = view;
    },
    unmount: () => app.unmount()
  };
}

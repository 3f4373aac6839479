// The JupyterLab extension: one plugin a feature.
import { JupyterFrontEndPlugin } from '@jupyterlab/application';

import { history } from './plugins/history';
import { launcher } from './plugins/launcher';
import { live, preferences } from './plugins/live';
import { output } from './plugins/output';
import { panel } from './plugins/panel';
import { status } from './plugins/status';
import { toolbar } from './plugins/toolbar';

const plugins: JupyterFrontEndPlugin<any>[] = [
  preferences,
  live,
  panel,
  output,
  toolbar,
  launcher,
  history,
  status
];

export default plugins;

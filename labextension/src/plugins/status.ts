// The clock of the current notebook's interview in the status bar.
import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { CommandIDs } from '../commands';
import { ILiveInterviews } from '../live/interviews';
import { clockText, remaining } from '../live/protocol';
import { LiveSession } from '../live/session';
import { IMockmindSettings } from '../settings';
import { besideIn } from './panel';
import { wordsOf } from '../words';

export const status: JupyterFrontEndPlugin<void> = {
  id: 'mockmind-lab:status',
  description: 'The clock of the interview in the status bar.',
  autoStart: true,
  requires: [INotebookTracker, ILiveInterviews, IMockmindSettings],
  optional: [IStatusBar, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    interviews: ILiveInterviews,
    settings: IMockmindSettings,
    bar: IStatusBar | null,
    translator: ITranslator | null
  ) => {
    if (!bar) {
      return;
    }
    const trans = wordsOf(translator);
    const current = (): LiveSession | null =>
      besideIn(app.shell.currentWidget)?.session ??
      interviews.known(notebooks.currentWidget?.context.path ?? '');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'jp-mockmind-status';
    button.dataset.testid = 'mockmind-status';
    button.onclick = () => {
      void app.commands.execute(CommandIDs.openPanel, { path: current()?.path ?? '' });
    };
    const item = new Widget();
    item.node.append(button);
    const draw = (): void => {
      const session = current();
      const shown = Boolean(session?.open) && settings.now.statusClock;
      item.setHidden(!shown);
      if (!session || !shown) {
        return;
      }
      const time = clockText(remaining(session.view, Date.now()));
      const away = session.state.status === 'away';
      const text = away
        ? trans.__('Interview: away')
        : session.view?.clock?.running
          ? trans.__('Interview: %1 left', time)
          : trans.__('Interview: paused, %1 left', time);
      if (button.textContent !== text) {
        button.textContent = text;
      }
      button.title = trans.__('Open the interview panel');
    };
    interviews.changed.connect(draw);
    settings.changed.connect(draw);
    notebooks.currentChanged.connect(draw);
    const timer = window.setInterval(draw, 500);
    item.disposed.connect(() => window.clearInterval(timer));
    draw();
    bar.registerStatusItem('mockmind-lab:status', { item, align: 'left', rank: 100 });
  }
};

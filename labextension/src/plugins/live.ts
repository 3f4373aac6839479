// The live sessions: made when first asked for, told of what is typed, brought back after a kernel's restart.
import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator } from '@jupyterlab/translation';

import { ILiveInterviews, LiveInterviews } from '../live/interviews';
import { Typing } from '../live/typing';
import { IMockmindSettings, Preferences } from '../settings';
import { wordsOf } from '../words';

// Nothing is left in the person's namespace; a kernel without the magics has nothing to connect.
const ATTACH = "__import__('mockmind_lab.kernel.magics', fromlist=['attach']).attach()";

export const preferences: JupyterFrontEndPlugin<IMockmindSettings> = {
  id: 'mockmind-lab:settings',
  description: 'What a person has set of the interview panel.',
  provides: IMockmindSettings,
  optional: [ISettingRegistry, ITranslator],
  activate: (_: JupyterFrontEnd, registry: ISettingRegistry | null, translator: ITranslator | null) =>
    new Preferences(registry, wordsOf(translator))
};

export const live: JupyterFrontEndPlugin<ILiveInterviews> = {
  id: 'mockmind-lab:live',
  description: 'The interviews of open notebooks, over the WebSocket of the server extension.',
  autoStart: true,
  provides: ILiveInterviews,
  requires: [INotebookTracker],
  activate: (app: JupyterFrontEnd, notebooks: INotebookTracker) => {
    const interviews = new LiveInterviews(app.serviceManager);
    notebooks.widgetAdded.connect((_, notebook) => {
      interviews.attend(notebook);
      reconnect(interviews, notebook);
      void notebook.context.ready.then(() => {
        if (notebook.isDisposed) {
          return;
        }
        const typing = new Typing(notebook, () => interviews.known(notebook.context.path));
        notebook.disposed.connect(() => typing.dispose());
      });
    });
    return interviews;
  }
};

/** A kernel that was restarted does not know of its interview before its first command: have it look. */
function reconnect(interviews: ILiveInterviews, notebook: NotebookPanel): void {
  let restarted = false;
  notebook.sessionContext.statusChanged.connect((context, status) => {
    if (status === 'restarting' || status === 'autorestarting') {
      restarted = true;
    } else if (status === 'idle' && restarted) {
      restarted = false;
      if (interviews.known(notebook.context.path)?.open) {
        context.session?.kernel?.requestExecute({ code: ATTACH, silent: true, store_history: false });
      }
    }
  });
}

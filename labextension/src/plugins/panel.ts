// The panel beside the notebook: opened by the cell that starts an interview, by a link, or by command.
import { ILabShell, ILayoutRestorer, JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import { CodeCell, ICodeCellModel } from '@jupyterlab/cells';
import { INotebookTracker, NotebookActions, NotebookPanel } from '@jupyterlab/notebook';
import { ILatexTypesetter } from '@jupyterlab/rendermime';
import { ITranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { CommandIDs, PANEL_MIME } from '../commands';
import { ILiveInterviews } from '../live/interviews';
import { hostOf } from '../panel/host';
import { BesidePanel, mockmindIcon } from '../panel/widget';
import { IMockmindSettings } from '../settings';
import { wordsOf } from '../words';

type Beside = MainAreaWidget<BesidePanel>;

export const panel: JupyterFrontEndPlugin<void> = {
  id: 'mockmind-lab:panel',
  description: 'The interview panel beside the notebook.',
  autoStart: true,
  requires: [INotebookTracker, ILiveInterviews, IMockmindSettings],
  optional: [ITranslator, ICommandPalette, ILayoutRestorer, ILabShell, ILatexTypesetter],
  activate
};

function activate(
  app: JupyterFrontEnd,
  notebooks: INotebookTracker,
  interviews: ILiveInterviews,
  settings: IMockmindSettings,
  translator: ITranslator | null,
  palette: ICommandPalette | null,
  restorer: ILayoutRestorer | null,
  labShell: ILabShell | null,
  typesetter: ILatexTypesetter | null
): void {
  const trans = wordsOf(translator);
  const tracker = new WidgetTracker<Beside>({ namespace: 'mockmind-lab' });

  /** The path that a command is about: its argument's, the current panel's or the current notebook's. */
  const pathOf = (args: { path?: unknown }): string | null => {
    if (typeof args.path === 'string' && args.path) {
      return args.path;
    }
    const current = app.shell.currentWidget;
    if (current instanceof MainAreaWidget && current.content instanceof BesidePanel) {
      return current.content.session.path;
    }
    return notebooks.currentWidget?.context.path ?? null;
  };

  const open = (path: string): Beside => {
    const session = interviews.of(path);
    const known = tracker.find(beside => beside.content.session === session);
    if (known) {
      app.shell.activateById(known.id);
      return known;
    }
    const host = hostOf(app.serviceManager.serverSettings, settings, translator, typesetter);
    const beside: Beside = new MainAreaWidget({
      content: new BesidePanel(session, translator, host)
    });
    beside.id = `mockmind-panel-${++count}`;
    const name = () => {
      beside.title.label = trans.__('Interview: %1', PathExt.basename(session.path));
      beside.title.caption = trans.__('The interview of %1', session.path);
    };
    name();
    beside.title.icon = mockmindIcon;
    beside.title.closable = true;
    session.changed.connect(name);
    beside.disposed.connect(() => session.changed.disconnect(name));
    show(beside, notebooks.find(notebook => notebook.context.path === path) ?? null);
    void tracker.add(beside);
    return beside;
  };

  const show = (beside: Beside, notebook: NotebookPanel | null): void => {
    if (labShell) {
      const mode = settings.now.side === 'below' ? 'split-bottom' : 'split-right';
      const ref = notebook && !notebook.isDisposed && notebook.isAttached ? notebook.id : undefined;
      labShell.add(beside, 'main', { ref, mode, activate: false });
    } else {
      // Notebook 7 has one document and an area at its right.
      app.shell.add(beside, 'right', { rank: 100 });
      const shell = app.shell as JupyterFrontEnd.IShell & { expandRight?: (id?: string) => void };
      shell.expandRight?.(beside.id);
      app.shell.activateById(beside.id);
    }
  };

  app.commands.addCommand(CommandIDs.openPanel, {
    label: trans.__('Open the Interview Panel'),
    caption: trans.__('Show the interview of this notebook beside it'),
    icon: args => (args.isPalette ? undefined : mockmindIcon),
    isEnabled: args => pathOf(args) !== null,
    execute: async args => {
      const path = pathOf(args);
      if (path === null) {
        return;
      }
      const beside = open(path);
      if (typeof args.interview === 'string') {
        await beside.content.session.follow(args.interview);
      }
    }
  });
  palette?.addItem({
    command: CommandIDs.openPanel,
    category: trans.__('Interview'),
    args: { isPalette: true }
  });

  const act = (op: 'run' | 'submit', label: string) =>
    app.commands.addCommand(CommandIDs[op], {
      label,
      isEnabled: args => interviews.known(pathOf(args) ?? '')?.open ?? false,
      execute: args => interviews.known(pathOf(args) ?? '')?.send({ op })
    });
  act('run', trans.__('Run My Code on the Examples'));
  act('submit', trans.__('Submit My Code'));
  for (const command of [CommandIDs.run, CommandIDs.submit]) {
    palette?.addItem({ command, category: trans.__('Interview') });
  }
  interviews.changed.connect(() => {
    app.commands.notifyCommandChanged(CommandIDs.run);
    app.commands.notifyCommandChanged(CommandIDs.submit);
  });

  settings.changed.connect(() => {
    tracker.forEach(beside => beside.content.give({ readAloud: settings.now.readAloud }));
  });

  // Run by this person, in this page: what a saved output says opens nothing.
  NotebookActions.executed.connect((_, { notebook, cell }) => {
    const owner = notebooks.find(candidate => candidate.content === notebook);
    const interview = owner && cell instanceof CodeCell ? began(cell.model) : null;
    if (!owner || !interview) {
      return;
    }
    const session = interviews.of(owner.context.path);
    void session.follow(interview);
    if (settings.now.autoOpen) {
      open(owner.context.path);
    }
  });

  void restorer?.restore(tracker, {
    command: CommandIDs.openPanel,
    args: beside => ({ path: beside.content.session.path }),
    name: beside => beside.content.session.path
  });
}

/** The interview that a cell's output tells of. */
function began(model: ICodeCellModel): string | null {
  for (let index = 0; index < model.outputs.length; index++) {
    const data = model.outputs.get(index).data[PANEL_MIME] as { interview?: string } | undefined;
    if (data?.interview) {
      return data.interview;
    }
  }
  return null;
}

let count = 0;

/** The panel in a widget of the shell, if it is one. */
export function besideIn(widget: Widget | null): BesidePanel | null {
  return widget instanceof MainAreaWidget && widget.content instanceof BesidePanel ? widget.content : null;
}

// The button in a cell's toolbar that submits what stands in the cell.
import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator } from '@jupyterlab/translation';
import { LabIcon } from '@jupyterlab/ui-components';

import icon from '../../style/submit.svg';
import { CommandIDs } from '../commands';
import { ILiveInterviews } from '../live/interviews';
import { wordsOf } from '../words';

export const submitIcon = new LabIcon({ name: 'mockmind-lab:submit', svgstr: icon });

export const toolbar: JupyterFrontEndPlugin<void> = {
  id: 'mockmind-lab:toolbar',
  description: 'A button in the toolbar of a cell that submits it.',
  autoStart: true,
  requires: [INotebookTracker, ILiveInterviews],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    interviews: ILiveInterviews,
    translator: ITranslator | null
  ) => {
    const trans = wordsOf(translator);
    const session = () => interviews.known(notebooks.currentWidget?.context.path ?? '');
    app.commands.addCommand(CommandIDs.submitCell, {
      label: trans.__('Submit This Cell'),
      caption: trans.__('Submit this cell to the hidden tests'),
      icon: submitIcon,
      isVisible: () => (session()?.open ?? false) && notebooks.activeCell?.model.type === 'code',
      isEnabled: () => session()?.view?.can?.includes('submit') ?? false,
      execute: async () => {
        const cell = notebooks.activeCell;
        const current = session();
        if (cell && current) {
          current.write(cell.model.id, cell.model.sharedModel.getSource());
          await app.commands.execute(CommandIDs.openPanel, { path: current.path });
          await current.send({ op: 'submit' });
        }
      }
    });
    const changed = () => app.commands.notifyCommandChanged(CommandIDs.submitCell);
    interviews.changed.connect(changed);
    notebooks.activeCellChanged.connect(changed);
  }
};

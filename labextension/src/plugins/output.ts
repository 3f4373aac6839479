// The one line in the cell that began an interview, with a link to the panel.
import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { ITranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { CommandIDs, PANEL_MIME } from '../commands';
import { wordsOf } from '../words';

class PanelLink extends Widget implements IRenderMime.IRenderer {
  constructor(
    text: string,
    private readonly link: string,
    private readonly follow: (renderer: PanelLink) => void
  ) {
    super();
    this.addClass('jp-mockmind-link');
    this.node.dataset.testid = 'mockmind-link';
    this.node.append(text, ' ');
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const data = model.data[PANEL_MIME] as { interview?: string } | undefined;
    this.interview = data?.interview ?? null;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = this.link;
    button.onclick = () => this.follow(this);
    this.node.querySelector('button')?.remove();
    this.node.append(button);
  }

  interview: string | null = null;
}

export const output: JupyterFrontEndPlugin<void> = {
  id: 'mockmind-lab:output',
  description: 'A link to the interview panel in the output of the cell that began it.',
  autoStart: true,
  requires: [IRenderMimeRegistry, INotebookTracker],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    rendermime: IRenderMimeRegistry,
    notebooks: INotebookTracker,
    translator: ITranslator | null
  ) => {
    const trans = wordsOf(translator);
    const follow = (renderer: PanelLink) => {
      const notebook = notebooks.find(candidate => candidate.node.contains(renderer.node));
      if (notebook) {
        const args = { path: notebook.context.path, interview: renderer.interview };
        void app.commands.execute(CommandIDs.openPanel, args);
      }
    };
    rendermime.addFactory(
      {
        safe: true,
        mimeTypes: [PANEL_MIME],
        createRenderer: () =>
          new PanelLink(
            trans.__('The interview is beside this notebook.'),
            trans.__('Open the panel'),
            follow
          )
      },
      -10 // before the widget, whose place it takes
    );
  }
};

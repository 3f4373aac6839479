// 'New interview': a tile in the launcher, an entry in the palette, and a dialog.
import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { Dialog, ICommandPalette, showDialog, showErrorMessage } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { NotebookActions, NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { IChoice, fileName, notebookOf } from '../choosing';
import { CommandIDs } from '../commands';
import { ILiveInterviews } from '../live/interviews';
import { LiveSession } from '../live/session';
import { mockmindIcon } from '../panel/widget';
import { IMockmindSettings, IPreferences } from '../settings';
import { difficultyText, wordsOf } from '../words';

interface IBank {
  difficulties: string[];
  topics: string[];
  languages: string[];
}

const LANGUAGE_NAMES: Record<string, string> = {
  python: 'Python',
  javascript: 'JavaScript',
  java: 'Java',
  cpp: 'C++',
  go: 'Go'
};

export const launcher: JupyterFrontEndPlugin<void> = {
  id: 'mockmind-lab:launcher',
  description: 'A launcher tile and a command that begin a new interview.',
  autoStart: true,
  requires: [ILiveInterviews, IMockmindSettings],
  optional: [ILauncher, ICommandPalette, IDefaultFileBrowser, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    interviews: ILiveInterviews,
    settings: IMockmindSettings,
    tiles: ILauncher | null,
    palette: ICommandPalette | null,
    files: IDefaultFileBrowser | null,
    translator: ITranslator | null
  ) => {
    const trans = wordsOf(translator);
    app.commands.addCommand(CommandIDs.newInterview, {
      label: args => (args.isPalette ? trans.__('New Interview …') : trans.__('New interview')),
      caption: trans.__('Begin a technical interview in a new notebook'),
      icon: args => (args.isPalette ? undefined : mockmindIcon),
      execute: async args => {
        try {
          const bank = await interviews.fetch<IBank>('bank');
          const body = new Choices(bank, settings.now, trans);
          const buttons = [Dialog.cancelButton(), Dialog.okButton({ label: trans.__('Begin') })];
          const answer = await showDialog({ title: trans.__('New interview'), body, buttons });
          if (answer.button.accept && answer.value) {
            const folder = (args.cwd as string | undefined) ?? files?.model.path ?? '';
            await begin(app, interviews, folder, answer.value);
          }
        } catch (error) {
          await showErrorMessage(trans.__('No interview could begin'), error as Error);
        }
      }
    });
    palette?.addItem({
      command: CommandIDs.newInterview,
      category: trans.__('Interview'),
      args: { isPalette: true }
    });
    // The launcher's own section, whose name is JupyterLab's to translate.
    const category = translator?.load('jupyterlab').__('Notebook') ?? 'Notebook';
    // Tiles beside those of the kernels show a picture by its URL.
    const kernelIconUrl = `data:image/svg+xml,${encodeURIComponent(mockmindIcon.svgstr)}`;
    tiles?.add({ command: CommandIDs.newInterview, category, rank: 10, kernelIconUrl });
  }
};

/** Make the notebook, open it, and run what starts the interview. */
async function begin(
  app: JupyterFrontEnd,
  interviews: ILiveInterviews,
  folder: string,
  choice: IChoice
): Promise<void> {
  const path = PathExt.join(folder, fileName(new Date()));
  const content = notebookOf(choice);
  await app.serviceManager.contents.save(path, { type: 'notebook', format: 'json', path, content });
  const opened = await app.commands.execute('docmanager:open', { path, factory: 'Notebook' });
  if (!(opened instanceof NotebookPanel)) {
    return; // Notebook 7 opens it in a page of its own, where its first cell is for the person to run
  }
  await opened.context.ready;
  await opened.sessionContext.ready;
  const cells = opened.content;
  const last = cells.widgets.length - 1;
  for (let index = 0; index < last; index++) {
    cells.activeCellIndex = index;
    await NotebookActions.run(cells, opened.sessionContext);
  }
  cells.activeCellIndex = last;
  if (choice.language === 'python') {
    await starter(interviews.of(path), cells.widgets[last].model.sharedModel);
  }
}

/** Put the head of the solution into an empty cell once the problem is known. */
async function starter(
  session: LiveSession,
  cell: { getSource(): string; setSource(source: string): void }
): Promise<void> {
  const written = (): boolean => {
    const code = session.view?.problem?.starter;
    if (code && !cell.getSource().trim()) {
      cell.setSource(code.trimEnd());
    }
    return Boolean(code);
  };
  if (!written()) {
    const once = () => {
      if (written()) {
        session.changed.disconnect(once);
      }
    };
    session.changed.connect(once);
  }
}

/** The dialog's fields. */
class Choices extends Widget implements Dialog.IBodyWidget<IChoice> {
  constructor(bank: IBank, preferred: IPreferences, trans: TranslationBundle) {
    super();
    this.addClass('jp-mockmind-choices');
    const named = (value: string) => ({ value, text: difficultyText(value, trans) });
    const topics = bank.topics.map(topic => ({ value: topic, text: trans.__(topic.replaceAll('-', ' ')) }));
    const languages = bank.languages.map(value => ({ value, text: LANGUAGE_NAMES[value] ?? value }));
    this._difficulty = this._select('difficulty', trans.__('Difficulty'), bank.difficulties.map(named));
    this._topic = this._select('topic', trans.__('Topic'), [{ value: '', text: trans.__('Any') }, ...topics]);
    this._language = this._select('language', trans.__('Language'), languages);
    this._minutes = document.createElement('input');
    Object.assign(this._minutes, { type: 'number', min: '5', max: '480', step: '5' });
    this._field('minutes', trans.__('Minutes'), this._minutes);
    this._difficulty.value = preferred.difficulty;
    this._language.value = preferred.language;
    this._minutes.value = String(preferred.minutes);
  }

  getValue(): IChoice {
    const minutes = Math.round(Number(this._minutes.value)) || 45;
    return {
      difficulty: this._difficulty.value,
      topic: this._topic.value,
      language: this._language.value,
      minutes: Math.min(480, Math.max(1, minutes))
    };
  }

  private _select(
    name: string,
    label: string,
    options: { value: string; text: string }[]
  ): HTMLSelectElement {
    const select = document.createElement('select');
    for (const { value, text } of options) {
      select.append(new Option(text, value));
    }
    this._field(name, label, select);
    return select;
  }

  private _field(name: string, label: string, control: HTMLElement): void {
    const row = document.createElement('label');
    const text = document.createElement('span');
    text.textContent = label;
    control.dataset.testid = `mockmind-choice-${name}`;
    control.classList.add('jp-mod-styled');
    row.append(text, control);
    this.node.append(row);
  }

  private _difficulty: HTMLSelectElement;
  private _topic: HTMLSelectElement;
  private _language: HTMLSelectElement;
  private _minutes: HTMLInputElement;
}

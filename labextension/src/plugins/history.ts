// The side panel with one's interviews: date, problem, score, status; open the report, resume.
import { ILabShell, ILayoutRestorer, JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import { Message } from '@lumino/messaging';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';

import { CommandIDs } from '../commands';
import { ILiveInterviews } from '../live/interviews';
import { ReportFile } from '../live/protocol';
import { LiveSession } from '../live/session';
import { mockmindIcon } from '../panel/widget';
import { Rereading } from '../rereading';
import { statusText, wordsOf } from '../words';

interface IRow {
  id: string;
  created: string;
  path: string | null;
  problems: string[];
  status: string;
  score: number | null;
}

export const history: JupyterFrontEndPlugin<void> = {
  id: 'mockmind-lab:history',
  description: 'A side panel with the interviews that were held.',
  autoStart: true,
  requires: [ILiveInterviews],
  optional: [ILabShell, ILayoutRestorer, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    interviews: ILiveInterviews,
    shell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    translator: ITranslator | null
  ) => {
    if (!shell) {
      return;
    }
    const list = new HistoryPanel(app, interviews, wordsOf(translator));
    shell.add(list, 'left', { rank: 600 });
    restorer?.add(list, 'mockmind-lab:history');
  }
};

class HistoryPanel extends Widget {
  constructor(
    private readonly app: JupyterFrontEnd,
    private readonly interviews: ILiveInterviews,
    private readonly trans: TranslationBundle
  ) {
    super();
    this.id = 'mockmind-history';
    this.addClass('jp-mockmind-history');
    this.title.icon = mockmindIcon;
    this.title.caption = trans.__('Interviews');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Interviews'));
    const head = document.createElement('div');
    head.className = 'jp-mockmind-history-head';
    const title = document.createElement('h2');
    title.textContent = trans.__('Interviews');
    const fresh = this._button(trans.__('New interview'), () => {
      void app.commands.execute(CommandIDs.newInterview);
    });
    head.append(title, fresh);
    this._list.dataset.testid = 'mockmind-history';
    this.node.append(head, this._note, this._list);
    // The list is the host's: it changes when an interview begins or ends, and when its kernel goes.
    interviews.changed.connect(this._followed, this);
    app.serviceManager.sessions.runningChanged.connect(this._rereading.soon, this._rereading);
  }

  override dispose(): void {
    Signal.clearData(this);
    Signal.clearData(this._rereading);
    this._rereading.dispose();
    super.dispose();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._rereading.now();
  }

  private _followed(_: ILiveInterviews, session: LiveSession): void {
    const mark = `${session.view?.interview}:${session.view?.status}:${session.view?.score}`;
    if (this._marks.get(session.path) !== mark) {
      this._marks.set(session.path, mark);
      this._rereading.soon();
    }
  }

  /** Read the list and show it; returns whether it will last. */
  private async _read(): Promise<boolean> {
    if (!this.isVisible) {
      return true;
    }
    try {
      const { interviews } = await this.interviews.fetch<{ interviews: IRow[] }>('history');
      this._tell(interviews.length ? '' : this.trans.__('No interviews yet.'));
      this._list.replaceChildren(...interviews.map(row => this._row(row)));
      return !interviews.some(row => this._abandoned(row));
    } catch (error) {
      this._tell(this.trans.__('The interviews could not be read: %1', (error as Error).message));
      return true;
    }
  }

  /** The host is told of a kernel's end a moment after JupyterLab, and pauses the interview then. */
  private _abandoned({ path, status }: IRow): boolean {
    const running = [...this.app.serviceManager.sessions.running()];
    return status === 'in_progress' && path !== null && !running.some(session => session.path === path);
  }

  private _row(row: IRow): HTMLElement {
    const item = document.createElement('li');
    const line = (className: string, text: string) => {
      const element = document.createElement('div');
      element.className = className;
      element.textContent = text;
      item.append(element);
      return element;
    };
    const open = row.status === 'in_progress' || row.status === 'paused' || row.status === 'scheduled';
    const began = new Date(row.created).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
    line('jp-mockmind-history-title', row.problems.join(', ') || this.trans.__('No problem yet'));
    const score = row.score === null ? '' : ` · ${this.trans.__('%1 of 100', Math.round(row.score))}`;
    line('jp-mockmind-history-meta', `${began} · ${statusText(row.status, this.trans)}${score}`);
    const actions = line('jp-mockmind-history-actions', '');
    if (open && row.path) {
      const path = row.path;
      actions.append(this._button(this.trans.__('Resume'), () => void this._resume(path, row.id)));
    } else if (!open && row.status !== 'unreadable') {
      actions.append(this._button(this.trans.__('Report'), () => void this._report(row)));
    } else if (open) {
      actions.textContent = this.trans.__('Resume it with %interview resume in a cell.');
    }
    return item;
  }

  private async _resume(path: string, interview: string): Promise<void> {
    await this.app.commands.execute('docmanager:open', { path });
    await this.app.commands.execute(CommandIDs.openPanel, { path, interview });
    // A notebook that was closed has no connection yet.
    const session = this.interviews.of(path);
    await session.ready;
    await session.send({ op: 'resume' });
  }

  private async _report(row: IRow): Promise<void> {
    try {
      const init = { method: 'POST' };
      const { file } = await this.interviews.fetch<{ file: ReportFile }>(`report/${row.id}`, init);
      const path = await this.interviews.keep(file, row.path ?? file.name);
      await this.app.commands.execute('docmanager:open', { path });
      this._tell('');
    } catch (error) {
      this._tell(this.trans.__('The report could not be written: %1', (error as Error).message));
    }
  }

  private _button(text: string, act: () => void): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.onclick = act;
    return button;
  }

  private _tell(text: string): void {
    this._note.textContent = text;
    this._note.hidden = !text;
  }

  private _list = document.createElement('ul');
  private _note = document.createElement('p');
  private _marks = new Map<string, string>();
  private _rereading = new Rereading(() => this._read());
}

// Tells the host what stands in a notebook's cells and was not run, from the first key on.
import { CodeCell, ICellModel } from '@jupyterlab/cells';
import { NotebookPanel } from '@jupyterlab/notebook';
import { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import { LiveSession } from './session';

export class Typing implements IDisposable {
  constructor(
    private readonly notebook: NotebookPanel,
    private readonly session: () => LiveSession | null
  ) {
    const cells = notebook.content.model?.cells;
    cells?.changed.connect(this._changed, this);
    this._attend();
  }

  get isDisposed(): boolean {
    return this._disposed;
  }

  dispose(): void {
    this._disposed = true;
    Signal.clearData(this);
  }

  private _changed(): void {
    const there = new Set(this._attend());
    for (const id of this._edited) {
      if (!there.has(id)) {
        this._edited.delete(id);
        this.session()?.write(id, '');
      }
    }
  }

  private _attend(): string[] {
    const ids: string[] = [];
    for (const cell of this.notebook.content.widgets) {
      ids.push(cell.model.id);
      if (cell instanceof CodeCell && !this._attended.has(cell.model)) {
        this._attended.add(cell.model);
        cell.model.contentChanged.connect(this._edit, this);
      }
    }
    return ids;
  }

  private _edit(model: ICellModel): void {
    const source = model.sharedModel.getSource();
    // Outputs and prompts are content as well.
    if (this._texts.get(model.id) === source) {
      return;
    }
    this._texts.set(model.id, source);
    this._edited.add(model.id);
    this.session()?.write(model.id, source);
  }

  private _disposed = false;
  private _attended = new WeakSet<ICellModel>();
  private _edited = new Set<string>();
  private _texts = new Map<string, string>();
}

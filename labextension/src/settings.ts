// What a person can set, from schema/panel.json.
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { TranslationBundle } from '@jupyterlab/translation';
import { ISignal, Signal } from '@lumino/signaling';
import { Token } from '@lumino/coreutils';

import { translated } from './words';

export const SETTINGS_ID = 'mockmind-lab:panel';

export interface IPreferences {
  autoOpen: boolean;
  side: 'right' | 'below';
  difficulty: string;
  minutes: number;
  language: string;
  statusClock: boolean;
  readAloud: boolean;
}

export const DEFAULTS: IPreferences = {
  autoOpen: true,
  side: 'right',
  difficulty: 'medium',
  minutes: 45,
  language: 'python',
  statusClock: true,
  readAloud: false
};

export const IMockmindSettings = new Token<IMockmindSettings>(
  'mockmind-lab:IMockmindSettings',
  'What a person has set of the interview panel.'
);

export interface IMockmindSettings {
  readonly now: IPreferences;
  readonly changed: ISignal<IMockmindSettings, void>;
}

export class Preferences implements IMockmindSettings {
  constructor(registry: ISettingRegistry | null, trans: TranslationBundle) {
    registry?.transform(SETTINGS_ID, {
      fetch: plugin => ({ ...plugin, schema: translated(plugin.schema, trans) })
    });
    void registry
      ?.load(SETTINGS_ID)
      .then(settings => {
        this._take(settings.composite);
        settings.changed.connect(() => this._take(settings.composite));
      })
      .catch(error => console.warn('mockmind-lab: the settings could not be loaded', error));
  }

  get now(): IPreferences {
    return this._now;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  private _take(composite: object): void {
    this._now = { ...DEFAULTS, ...(composite as Partial<IPreferences>) };
    this._changed.emit();
  }

  private _now = DEFAULTS;
  private _changed = new Signal<this, void>(this);
}

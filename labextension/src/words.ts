// What this extension says is English in the code, and in other languages in the catalogues of
// mockmind_lab/server/locale, which JupyterLab's server merges into its language pack.
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, TranslationBundle, nullTranslator } from '@jupyterlab/translation';

/** The texts of this extension in JupyterLab's language. */
export function wordsOf(translator: ITranslator | null): TranslationBundle {
  return (translator ?? nullTranslator).load('mockmind_lab');
}

/** How hard a problem is, as the bank calls it. */
export function difficultyText(difficulty: string, trans: TranslationBundle): string {
  const known: Record<string, string> = {
    easy: trans.__('Easy'),
    medium: trans.__('Medium'),
    hard: trans.__('Hard')
  };
  return known[difficulty] ?? difficulty;
}

/** Where an interview stands, as the host calls it. */
export function statusText(status: string, trans: TranslationBundle): string {
  const known: Record<string, string> = {
    scheduled: trans.__('scheduled'),
    in_progress: trans.__('in progress'),
    paused: trans.__('paused'),
    completed: trans.__('completed'),
    abandoned: trans.__('abandoned'),
    failed: trans.__('failed'),
    unreadable: trans.__('unreadable')
  };
  return known[status] ?? status.replaceAll('_', ' ');
}

const TEXTS = ['title', 'description', 'jupyter.lab.setting-icon-label'];

/** A settings schema with its texts translated: the server takes those of language packs alone. */
export function translated(
  schema: ISettingRegistry.ISchema,
  trans: TranslationBundle
): ISettingRegistry.ISchema {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    TEXTS.includes(key) && typeof value === 'string' ? trans.__(value) : value
  );
}

// What JupyterLab can do for the panel: its language, its typesetter, the server's voice, what the person has set.
import { URLExt } from '@jupyterlab/coreutils';
import { ILatexTypesetter } from '@jupyterlab/rendermime';
import { ServerConnection } from '@jupyterlab/services';
import { ITranslator } from '@jupyterlab/translation';

import { IMockmindSettings } from '../settings';
import type { Host } from './mount.mjs';

export function hostOf(
  server: ServerConnection.ISettings,
  settings: IMockmindSettings,
  translator: ITranslator | null,
  typesetter: ILatexTypesetter | null
): Host {
  // Without a voice the server is asked once.
  let voiceless = false;
  return {
    locale: translator?.languageCode,
    readAloud: settings.now.readAloud,
    typeset: typesetter ? node => void typesetter.typeset(node) : undefined,
    speak: async (interview, seq) => {
      if (voiceless) {
        return null;
      }
      const route = ['mockmind_lab', 'voice', encodeURIComponent(interview), String(seq)];
      const url = URLExt.join(server.baseUrl, ...route);
      const response = await ServerConnection.makeRequest(url, {}, server);
      voiceless = response.status === 204;
      return response.status === 200 ? response.blob() : null;
    }
  };
}

// What the New-interview dialog makes of its choices: the cells of a notebook.
import type { INotebookContent } from '@jupyterlab/nbformat';

export interface IChoice {
  difficulty: string;
  topic: string;
  language: string;
  minutes: number;
}

/** The command that starts the interview. */
export function startCommand({ difficulty, topic, minutes }: IChoice): string {
  const parts = ['%interview start', difficulty];
  if (topic) {
    parts.push(/\s/.test(topic) ? `--topic "${topic}"` : `--topic ${topic}`);
  }
  parts.push(`--minutes ${minutes}`);
  return parts.join(' ');
}

/** The sources of the notebook's cells; the last is for the solution. */
export function sources(choice: IChoice): string[] {
  if (choice.language === 'python') {
    return [startCommand(choice), ''];
  }
  return [startCommand(choice), `%interview starter ${choice.language}`, `%%solution ${choice.language}\n`];
}

/** A notebook of the sandboxed kernel. */
export function notebookOf(choice: IChoice): INotebookContent {
  return {
    cells: sources(choice).map((source, index) => ({
      cell_type: 'code',
      id: `interview-${index}`,
      metadata: {},
      outputs: [],
      execution_count: null,
      source
    })),
    metadata: {
      kernelspec: { name: 'mockmind', display_name: 'Mock interview', language: 'python' }
    },
    nbformat: 4,
    nbformat_minor: 5
  } as unknown as INotebookContent;
}

/** A name that no earlier notebook had: an interview is found by its notebook. */
export function fileName(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `interview-${date}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}.ipynb`;
}

// Names of our commands, and of the output that says which interview a cell began.
export namespace CommandIDs {
  export const newInterview = 'mockmind:new-interview';
  export const openPanel = 'mockmind:open-panel';
  export const run = 'mockmind:run';
  export const submit = 'mockmind:submit';
  export const submitCell = 'mockmind:submit-cell';
}

export const PANEL_MIME = 'application/vnd.mockmind.panel+json';

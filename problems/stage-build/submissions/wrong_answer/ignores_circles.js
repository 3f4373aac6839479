// Misconception: jobs in a circle can be left out, since nobody can begin them.

function build_hours(hours, after) {
  const waiting = new Map();
  for (const [job] of after) waiting.set(job, (waiting.get(job) || 0) + 1);
  const begin = new Map();
  const ready = [...hours.keys()].filter((job) => !waiting.has(job));
  let latest = 0;
  for (let i = 0; i < ready.length; i++) {
    const end = (begin.get(ready[i]) || 0) + hours.get(ready[i]);
    latest = Math.max(latest, end);
    for (const [job, earlier] of after) {
      if (earlier !== ready[i]) continue;
      begin.set(job, Math.max(begin.get(job) || 0, end));
      waiting.set(job, waiting.get(job) - 1);
      if (waiting.get(job) === 0) ready.push(job);
    }
  }
  return latest;
}

// Kahn's algorithm; each job's end is passed on to those who wait for it.

function build_hours(hours, after) {
  const waiting = new Map([...hours.keys()].map((job) => [job, 0]));
  const followers = new Map([...hours.keys()].map((job) => [job, []]));
  const begin = new Map(waiting);
  for (const [job, earlier] of after) {
    waiting.set(job, waiting.get(job) + 1);
    followers.get(earlier).push(job);
  }
  const ready = [...hours.keys()].filter((job) => waiting.get(job) === 0);
  let latest = 0;
  let done = 0;
  for (; done < ready.length; done++) {
    const end = begin.get(ready[done]) + hours.get(ready[done]);
    latest = Math.max(latest, end);
    for (const follower of followers.get(ready[done])) {
      begin.set(follower, Math.max(begin.get(follower), end));
      waiting.set(follower, waiting.get(follower) - 1);
      if (waiting.get(follower) === 0) ready.push(follower);
    }
  }
  if (done < hours.size) throw new Error("jobs wait for each other in a circle");
  return latest;
}

// Misconception: jobs in a circle can be left out, since nobody can begin them.

import java.util.*;

class Solution {
    public long build_hours(Map<String, Long> hours, List<List<String>> after) {
        Map<String, Integer> waiting = new HashMap<>();
        for (List<String> pair : after) waiting.merge(pair.get(0), 1, Integer::sum);
        Deque<String> ready = new ArrayDeque<>();
        for (String job : hours.keySet()) if (!waiting.containsKey(job)) ready.add(job);
        Map<String, Long> begin = new HashMap<>();
        long latest = 0;
        while (!ready.isEmpty()) {
            String job = ready.poll();
            long end = begin.getOrDefault(job, 0L) + hours.get(job);
            latest = Math.max(latest, end);
            for (List<String> pair : after) {
                if (!pair.get(1).equals(job)) continue;
                begin.merge(pair.get(0), end, Math::max);
                if (waiting.merge(pair.get(0), -1, Integer::sum) == 0) ready.add(pair.get(0));
            }
        }
        return latest;
    }
}

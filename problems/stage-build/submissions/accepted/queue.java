// Kahn's algorithm; each job's end is passed on to those who wait for it.

import java.util.*;

class Solution {
    public long build_hours(Map<String, Long> hours, String[][] after) {
        Map<String, Integer> waiting = new HashMap<>();
        Map<String, List<String>> followers = new HashMap<>();
        for (String[] pair : after) {
            waiting.merge(pair[0], 1, Integer::sum);
            followers.computeIfAbsent(pair[1], job -> new ArrayList<>()).add(pair[0]);
        }
        Deque<String> ready = new ArrayDeque<>();
        for (String job : hours.keySet()) if (!waiting.containsKey(job)) ready.add(job);
        Map<String, Long> begin = new HashMap<>();
        long latest = 0;
        int done = 0;
        for (; !ready.isEmpty(); done++) {
            String job = ready.poll();
            long end = begin.getOrDefault(job, 0L) + hours.get(job);
            latest = Math.max(latest, end);
            for (String follower : followers.getOrDefault(job, List.of())) {
                begin.merge(follower, end, Math::max);
                if (waiting.merge(follower, -1, Integer::sum) == 0) ready.add(follower);
            }
        }
        if (done < hours.size()) throw new IllegalArgumentException("jobs wait for each other in a circle");
        return latest;
    }
}

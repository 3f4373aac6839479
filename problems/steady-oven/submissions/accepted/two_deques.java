// A window that only moves forward, its extremes at the fronts of two monotonic deques.

import java.util.*;

class Solution {
    public int[] longest_steady(int[] temps, int swing) {
        Deque<Integer> warmest = new ArrayDeque<>(), coolest = new ArrayDeque<>();
        int[] best = {0, 0};
        for (int right = 0, left = 0; right < temps.length; right++) {
            while (!warmest.isEmpty() && temps[warmest.peekLast()] <= temps[right]) warmest.pollLast();
            while (!coolest.isEmpty() && temps[coolest.peekLast()] >= temps[right]) coolest.pollLast();
            warmest.addLast(right);
            coolest.addLast(right);
            while (temps[warmest.peekFirst()] - temps[coolest.peekFirst()] > swing) {
                left++;
                if (warmest.peekFirst() < left) warmest.pollFirst();
                if (coolest.peekFirst() < left) coolest.pollFirst();
            }
            if (right - left + 1 > best[1]) best = new int[] {left, right - left + 1};
        }
        return best;
    }
}

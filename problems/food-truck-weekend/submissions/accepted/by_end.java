// Sorted by end; take it or leave it, with a binary search for what is over early enough.

import java.util.*;

class Solution {
    public long best_income(long[][] bookings, long rest) {
        long[][] ordered = bookings.clone();
        Arrays.sort(ordered, Comparator.comparingLong(booking -> booking[1]));
        long[] best = new long[ordered.length + 1];
        for (int i = 0; i < ordered.length; i++) {
            int low = 0, high = i;
            while (low < high) {
                int middle = (low + high) / 2;
                if (ordered[middle][1] + rest <= ordered[i][0]) low = middle + 1;
                else high = middle;
            }
            best[i + 1] = Math.max(best[i], best[low] + ordered[i][2]);
        }
        return best[ordered.length];
    }
}

// Misconception: taking the best-paid booking that still fits gives the best sum.

import java.util.*;

class Solution {
    public long best_income(long[][] bookings, long rest) {
        long[][] ordered = bookings.clone();
        Arrays.sort(ordered, (a, b) -> Long.compare(b[2], a[2]));
        List<long[]> taken = new ArrayList<>();
        long sum = 0;
        for (long[] booking : ordered) {
            boolean fits = true;
            for (long[] other : taken) fits &= booking[0] >= other[1] + rest || other[0] >= booking[1] + rest;
            if (!fits) continue;
            taken.add(booking);
            sum += booking[2];
        }
        return sum;
    }
}

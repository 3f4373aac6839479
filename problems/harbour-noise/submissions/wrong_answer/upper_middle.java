// Misconception: of an even number of readings the upper middle one is the median.

import java.util.*;

class Solution {
    public List<Double> rolling_median(long[] levels, long width) {
        List<Double> medians = new ArrayList<>();
        for (int i = 0; i + width <= levels.length; i++) {
            long[] run = Arrays.copyOfRange(levels, i, (int) (i + width));
            Arrays.sort(run);
            medians.add((double) run[run.length / 2]);
        }
        return medians;
    }
}

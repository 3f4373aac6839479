// One sorted list that takes in a reading and lets one go at each step.

import java.util.*;

class Solution {
    public double[] rolling_median(long[] levels, int width) {
        ArrayList<Long> run = new ArrayList<>();
        int count = Math.max(0, levels.length - width + 1);
        double[] medians = new double[count];
        for (int i = 0; i < levels.length; i++) {
            run.add(place(run, levels[i]), levels[i]);
            if (run.size() > width) run.remove(place(run, levels[i - width]));
            if (run.size() == width) medians[i - width + 1] = (run.get((width - 1) / 2) + run.get(width / 2)) / 2.0;
        }
        return medians;
    }

    private int place(List<Long> run, long level) {
        int found = Collections.binarySearch(run, level);
        return found < 0 ? -found - 1 : found;
    }
}

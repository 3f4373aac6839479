// Misconception: a stretch is steady if no reading differs too much from the one before.

class Solution {
    public long[] longest_steady(long[] temps, long swing) {
        long[] best = {0, 0};
        for (int i = 0, start = 0; i < temps.length; i++) {
            if (i > 0 && Math.abs(temps[i] - temps[i - 1]) > swing) start = i;
            if (i - start + 1 > best[1]) best = new long[] {start, i - start + 1};
        }
        return best;
    }
}

// Misconception: it is enough to count openings and closings; the names do not matter.

class Solution {
    public long deepest_box(String[] log) {
        long open = 0, deepest = 0;
        for (String line : log) {
            open += line.startsWith("open") ? 1 : -1;
            if (open < 0) throw new IllegalArgumentException("nothing is open");
            deepest = Math.max(deepest, open);
        }
        if (open > 0) throw new IllegalArgumentException("a box is still open");
        return deepest;
    }
}

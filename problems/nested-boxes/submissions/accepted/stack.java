// The names of the open boxes, innermost last.

import java.util.*;

class Solution {
    public long deepest_box(String[] log) {
        Deque<String> boxes = new ArrayDeque<>();
        int deepest = 0;
        for (String line : log) {
            String[] words = line.split(" ");
            if (words[0].equals("open")) {
                boxes.push(words[1]);
                deepest = Math.max(deepest, boxes.size());
            } else if (!words[1].equals(boxes.poll())) {
                throw new IllegalArgumentException(words[1] + " is not the innermost box");
            }
        }
        if (!boxes.isEmpty()) throw new IllegalArgumentException(boxes.peek() + " is still open");
        return deepest;
    }
}

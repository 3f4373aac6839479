// Misconception: a glove is lonely if its partner occurs nowhere, however many there are of each.

import java.util.*;

class Solution {
    public String[] unpaired(String[] gloves) {
        Set<String> all = new HashSet<>(Arrays.asList(gloves));
        return Arrays.stream(gloves)
            .filter(g -> !all.contains(g.substring(0, g.length() - 1) + (g.endsWith("L") ? "R" : "L")))
            .toArray(String[]::new);
    }
}

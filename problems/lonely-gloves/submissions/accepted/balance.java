// One pass: left gloves count up, right ones count down, for each colour.

import java.util.*;

class Solution {
    public List<String> unpaired(String[] gloves) {
        Map<String, Integer> balance = new HashMap<>();
        for (String glove : gloves) {
            String colour = glove.substring(0, glove.length() - 2);
            balance.merge(colour, glove.endsWith("L") ? 1 : -1, Integer::sum);
        }
        List<String> lonely = new ArrayList<>();
        balance.forEach((colour, surplus) -> {
            String hand = surplus > 0 ? " L" : " R";
            lonely.addAll(Collections.nCopies(Math.abs(surplus), colour + hand));
        });
        return lonely;
    }
}

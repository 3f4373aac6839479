// Misconception: it is enough to count openings and closings; the names do not matter.

#include <bits/stdc++.h>

long long deepest_box(std::vector<std::string> log) {
    long long open = 0, deepest = 0;
    for (auto &line : log) {
        open += line.starts_with("open") ? 1 : -1;
        if (open < 0) throw std::invalid_argument("nothing is open");
        deepest = std::max(deepest, open);
    }
    if (open) throw std::invalid_argument("a box is still open");
    return deepest;
}

// Misconception: a stretch is steady if no reading differs too much from the one before.

#include <bits/stdc++.h>

std::vector<int> longest_steady(std::vector<int> temps, int swing) {
    std::vector<int> best{0, 0};
    int start = 0;
    for (int i = 0; i < static_cast<int>(temps.size()); i++) {
        if (i && std::abs(temps[i] - temps[i - 1]) > swing) start = i;
        if (i - start + 1 > best[1]) best = {start, i - start + 1};
    }
    return best;
}

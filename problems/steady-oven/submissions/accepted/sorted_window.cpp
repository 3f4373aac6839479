// A window that only moves forward, its readings sorted beside it.

#include <bits/stdc++.h>

std::vector<long long> longest_steady(std::vector<long long> temps, long long swing) {
    std::multiset<long long> window;
    std::vector<long long> best{0, 0};
    std::size_t left = 0;
    for (auto temp : temps) {
        window.insert(temp);
        while (*window.rbegin() - *window.begin() > swing) window.erase(window.find(temps[left++]));
        if (static_cast<long long>(window.size()) > best[1])
            best = {static_cast<long long>(left), static_cast<long long>(window.size())};
    }
    return best;
}

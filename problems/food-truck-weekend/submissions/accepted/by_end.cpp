// Sorted by end; take it or leave it, with a binary search for what is over early enough.

#include <bits/stdc++.h>

long long best_income(std::vector<std::vector<long long>> bookings, long long rest) {
    std::sort(bookings.begin(), bookings.end(), [](auto &a, auto &b) { return a[1] < b[1]; });
    std::vector<long long> ends, best{0};
    for (auto &booking : bookings) {
        auto fitting = std::upper_bound(ends.begin(), ends.end(), booking[0] - rest) - ends.begin();
        best.push_back(std::max(best.back(), best[fitting] + booking[2]));
        ends.push_back(booking[1]);
    }
    return best.back();
}

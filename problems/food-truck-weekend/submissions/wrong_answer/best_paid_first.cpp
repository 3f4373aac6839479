// Misconception: taking the best-paid booking that still fits gives the best sum.

#include <bits/stdc++.h>

long long best_income(std::vector<std::vector<long long>> bookings, long long rest) {
    std::stable_sort(bookings.begin(), bookings.end(), [](auto &a, auto &b) { return a[2] > b[2]; });
    std::vector<std::vector<long long>> taken;
    long long sum = 0;
    for (auto &booking : bookings) {
        bool fits = std::all_of(taken.begin(), taken.end(), [&](auto &other) {
            return booking[0] >= other[1] + rest || other[0] >= booking[1] + rest;
        });
        if (!fits) continue;
        taken.push_back(booking);
        sum += booking[2];
    }
    return sum;
}

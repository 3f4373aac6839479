// Misconception: of an even number of readings the upper middle one is the median.

#include <bits/stdc++.h>

std::vector<double> rolling_median(const std::vector<long long> &levels, long long width) {
    std::vector<double> medians;
    for (std::size_t i = 0; i + width <= levels.size(); i++) {
        std::vector<long long> run(levels.begin() + i, levels.begin() + i + width);
        std::nth_element(run.begin(), run.begin() + width / 2, run.end());
        medians.push_back(double(run[width / 2]));
    }
    return medians;
}

// One sorted list that takes in a reading and lets one go at each step.

#include <bits/stdc++.h>

std::vector<double> rolling_median(std::vector<long long> levels, int width) {
    std::vector<long long> run;
    std::vector<double> medians;
    for (std::size_t i = 0; i < levels.size(); i++) {
        run.insert(std::lower_bound(run.begin(), run.end(), levels[i]), levels[i]);
        if (run.size() > std::size_t(width)) run.erase(std::lower_bound(run.begin(), run.end(), levels[i - width]));
        if (run.size() == std::size_t(width)) medians.push_back((run[(width - 1) / 2] + run[width / 2]) / 2.0);
    }
    return medians;
}

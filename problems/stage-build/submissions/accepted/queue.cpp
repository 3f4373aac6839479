// Kahn's algorithm; each job's end is passed on to those who wait for it.

#include <bits/stdc++.h>

long long build_hours(std::unordered_map<std::string, long long> hours, std::vector<std::vector<std::string>> after) {
    std::unordered_map<std::string, int> waiting;
    std::unordered_map<std::string, std::vector<std::string>> followers;
    for (auto &pair : after) {
        waiting[pair[0]]++;
        followers[pair[1]].push_back(pair[0]);
    }
    std::queue<std::string> ready;
    for (auto &[job, _] : hours)
        if (!waiting.count(job)) ready.push(job);
    std::unordered_map<std::string, long long> begin;
    long long latest = 0;
    std::size_t done = 0;
    for (; !ready.empty(); ready.pop(), done++) {
        long long end = begin[ready.front()] + hours[ready.front()];
        latest = std::max(latest, end);
        for (auto &follower : followers[ready.front()]) {
            begin[follower] = std::max(begin[follower], end);
            if (--waiting[follower] == 0) ready.push(follower);
        }
    }
    if (done < hours.size()) throw std::invalid_argument("jobs wait for each other in a circle");
    return latest;
}

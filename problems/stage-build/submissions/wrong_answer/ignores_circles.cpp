// Misconception: jobs in a circle can be left out, since nobody can begin them.

#include <bits/stdc++.h>

long long build_hours(std::map<std::string, int> hours, std::vector<std::vector<std::string>> after) {
    std::map<std::string, int> waiting, begin;
    for (auto &pair : after) waiting[pair[0]]++;
    std::deque<std::string> ready;
    for (auto &[job, _] : hours)
        if (!waiting.count(job)) ready.push_back(job);
    int latest = 0;
    for (; !ready.empty(); ready.pop_front()) {
        int end = begin[ready.front()] + hours[ready.front()];
        latest = std::max(latest, end);
        for (auto &pair : after) {
            if (pair[1] != ready.front()) continue;
            begin[pair[0]] = std::max(begin[pair[0]], end);
            if (--waiting[pair[0]] == 0) ready.push_back(pair[0]);
        }
    }
    return latest;
}

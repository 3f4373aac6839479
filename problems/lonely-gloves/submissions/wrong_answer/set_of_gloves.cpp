// Misconception: a glove is lonely if its partner occurs nowhere, however many there are of each.

#include <bits/stdc++.h>

std::vector<std::string> unpaired(std::vector<std::string> gloves) {
    std::set<std::string> all(gloves.begin(), gloves.end());
    std::vector<std::string> lonely;
    for (auto glove : gloves) {
        auto partner = glove;
        partner.back() = glove.back() == 'L' ? 'R' : 'L';
        if (!all.count(partner)) lonely.push_back(glove);
    }
    return lonely;
}

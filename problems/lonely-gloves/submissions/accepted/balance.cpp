// One pass: left gloves count up, right ones count down, for each colour.

#include <bits/stdc++.h>

std::vector<std::string> unpaired(std::vector<std::string> gloves) {
    std::unordered_map<std::string, int> balance;
    for (auto &glove : gloves) balance[glove.substr(0, glove.size() - 2)] += glove.back() == 'L' ? 1 : -1;
    std::vector<std::string> lonely;
    for (auto &[colour, surplus] : balance)
        lonely.insert(lonely.end(), std::abs(surplus), colour + (surplus > 0 ? " L" : " R"));
    return lonely;
}

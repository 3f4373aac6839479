// The names of the open boxes, innermost last.

#include <bits/stdc++.h>

long long deepest_box(std::vector<std::string> log) {
    std::vector<std::string> boxes;
    std::size_t deepest = 0;
    for (auto &line : log) {
        auto space = line.find(' ');
        auto name = line.substr(space + 1);
        if (line.substr(0, space) == "open") {
            boxes.push_back(name);
            deepest = std::max(deepest, boxes.size());
        } else if (boxes.empty() || boxes.back() != name) {
            throw std::invalid_argument(name + " is not the innermost box");
        } else {
            boxes.pop_back();
        }
    }
    if (!boxes.empty()) throw std::invalid_argument(boxes.back() + " is still open");
    return static_cast<long long>(deepest);
}

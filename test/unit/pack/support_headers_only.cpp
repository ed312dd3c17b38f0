// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// libc++'s headers work in a program that links no C++ library.
#include <algorithm>
#include <string_view>
#include <unistd.h>
#include <vector>

int main() {
    std::vector<std::string_view> words;
    for (std::string_view word : {"only", "headers", "linked"})
        words.push_back(word);
    std::sort(words.begin(), words.end());
    std::vector<int> numbers(1000, 1);
    numbers.insert(numbers.begin() + 10, 5);
    int sum = 0;
    for (int number : numbers)
        sum += number;
    for (std::string_view word : words)
        write(1, word.data(), word.size());
    write(1, "\n", 1);
    return sum == 1005 ? 0 : 1;
}

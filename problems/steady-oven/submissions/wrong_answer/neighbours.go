// Misconception: a stretch is steady if no reading differs too much from the one before.

package main

func longest_steady(temps []int, swing int) []int {
	best, start := []int{0, 0}, 0
	for i, temp := range temps {
		if i > 0 && (temp-temps[i-1] > swing || temps[i-1]-temp > swing) {
			start = i
		}
		if i-start+1 > best[1] {
			best = []int{start, i - start + 1}
		}
	}
	return best
}

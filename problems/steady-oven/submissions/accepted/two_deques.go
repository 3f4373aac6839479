// A window that only moves forward, its extremes at the fronts of two monotonic queues.

package main

func longest_steady(temps []int, swing int) []int {
	warmest, coolest := []int{}, []int{}
	best, left := []int{0, 0}, 0
	for right, temp := range temps {
		for len(warmest) > 0 && temps[warmest[len(warmest)-1]] <= temp {
			warmest = warmest[:len(warmest)-1]
		}
		for len(coolest) > 0 && temps[coolest[len(coolest)-1]] >= temp {
			coolest = coolest[:len(coolest)-1]
		}
		warmest, coolest = append(warmest, right), append(coolest, right)
		for temps[warmest[0]]-temps[coolest[0]] > swing {
			left++
			if warmest[0] < left {
				warmest = warmest[1:]
			}
			if coolest[0] < left {
				coolest = coolest[1:]
			}
		}
		if right-left+1 > best[1] {
			best = []int{left, right - left + 1}
		}
	}
	return best
}

// Sorted by end; take it or leave it, with a binary search for what is over early enough.

package main

import "sort"

func best_income(bookings [][]int, rest int) int {
	sort.Slice(bookings, func(a, b int) bool { return bookings[a][1] < bookings[b][1] })
	best := []int{0}
	for i, booking := range bookings {
		fitting := sort.Search(i, func(k int) bool { return bookings[k][1]+rest > booking[0] })
		taken := best[fitting] + booking[2]
		if taken < best[i] {
			taken = best[i]
		}
		best = append(best, taken)
	}
	return best[len(bookings)]
}

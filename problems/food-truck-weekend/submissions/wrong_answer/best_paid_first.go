// Misconception: taking the best-paid booking that still fits gives the best sum.

package main

import "sort"

func best_income(bookings [][]int, rest int) int {
	sort.SliceStable(bookings, func(a, b int) bool { return bookings[a][2] > bookings[b][2] })
	taken, sum := [][]int{}, 0
next:
	for _, booking := range bookings {
		for _, other := range taken {
			if booking[0] < other[1]+rest && other[0] < booking[1]+rest {
				continue next
			}
		}
		taken = append(taken, booking)
		sum += booking[2]
	}
	return sum
}

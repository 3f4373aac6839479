// Misconception: of an even number of readings the upper middle one is the median.

package main

import "sort"

func rolling_median(levels []int, width int) []float64 {
	medians := []float64{}
	for i := 0; i+width <= len(levels); i++ {
		run := append([]int{}, levels[i:i+width]...)
		sort.Ints(run)
		medians = append(medians, float64(run[width/2]))
	}
	return medians
}

// One sorted list that takes in a reading and lets one go at each step.

package main

import "sort"

func rolling_median(levels []int, width int) []float64 {
	run, medians := []int{}, []float64{}
	for i, level := range levels {
		at := sort.SearchInts(run, level)
		run = append(run, 0)
		copy(run[at+1:], run[at:])
		run[at] = level
		if len(run) > width {
			gone := sort.SearchInts(run, levels[i-width])
			run = append(run[:gone], run[gone+1:]...)
		}
		if len(run) == width {
			medians = append(medians, float64(run[(width-1)/2]+run[width/2])/2)
		}
	}
	return medians
}

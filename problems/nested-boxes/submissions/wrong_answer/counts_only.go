// Misconception: it is enough to count openings and closings; the names do not matter.

package main

import "strings"

func deepest_box(log []string) int {
	open, deepest := 0, 0
	for _, line := range log {
		if strings.HasPrefix(line, "open") {
			open++
		} else {
			open--
		}
		if open < 0 {
			panic("nothing is open")
		}
		if open > deepest {
			deepest = open
		}
	}
	if open > 0 {
		panic("a box is still open")
	}
	return deepest
}

// The names of the open boxes, innermost last.

package main

import (
	"errors"
	"strings"
)

func deepest_box(log []string) (int, error) {
	boxes, deepest := []string{}, 0
	for _, line := range log {
		words := strings.Split(line, " ")
		last := len(boxes) - 1
		switch {
		case words[0] == "open":
			boxes = append(boxes, words[1])
			if len(boxes) > deepest {
				deepest = len(boxes)
			}
		case last < 0 || boxes[last] != words[1]:
			return 0, errors.New(words[1] + " is not the innermost box")
		default:
			boxes = boxes[:last]
		}
	}
	if len(boxes) > 0 {
		return 0, errors.New("a box is still open")
	}
	return deepest, nil
}

// One pass: left gloves count up, right ones count down, for each colour.

package main

func unpaired(gloves []string) []string {
	balance := map[string]int{}
	for _, glove := range gloves {
		colour := glove[:len(glove)-2]
		if glove[len(glove)-1] == 'L' {
			balance[colour]++
		} else {
			balance[colour]--
		}
	}
	lonely := []string{}
	for colour, surplus := range balance {
		for ; surplus > 0; surplus-- {
			lonely = append(lonely, colour+" L")
		}
		for ; surplus < 0; surplus++ {
			lonely = append(lonely, colour+" R")
		}
	}
	return lonely
}

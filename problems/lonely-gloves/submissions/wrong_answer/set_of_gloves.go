// Misconception: a glove is lonely if its partner occurs nowhere, however many there are of each.

package main

func unpaired(gloves []string) []string {
	all := map[string]bool{}
	for _, glove := range gloves {
		all[glove] = true
	}
	lonely := []string{}
	for _, glove := range gloves {
		partner := glove[:len(glove)-1] + map[byte]string{'L': "R", 'R': "L"}[glove[len(glove)-1]]
		if !all[partner] {
			lonely = append(lonely, glove)
		}
	}
	return lonely
}

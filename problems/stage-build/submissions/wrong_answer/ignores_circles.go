// Misconception: jobs in a circle can be left out, since nobody can begin them.

package main

func build_hours(hours map[string]int, after [][]string) int {
	waiting, begin := map[string]int{}, map[string]int{}
	for _, pair := range after {
		waiting[pair[0]]++
	}
	ready := []string{}
	for job := range hours {
		if waiting[job] == 0 {
			ready = append(ready, job)
		}
	}
	latest := 0
	for i := 0; i < len(ready); i++ {
		end := begin[ready[i]] + hours[ready[i]]
		if end > latest {
			latest = end
		}
		for _, pair := range after {
			if pair[1] != ready[i] {
				continue
			}
			if end > begin[pair[0]] {
				begin[pair[0]] = end
			}
			waiting[pair[0]]--
			if waiting[pair[0]] == 0 {
				ready = append(ready, pair[0])
			}
		}
	}
	return latest
}

// Kahn's algorithm; each job's end is passed on to those who wait for it.

package main

func build_hours(hours map[string]int, after [][]string) int {
	waiting, followers := map[string]int{}, map[string][]string{}
	for _, pair := range after {
		waiting[pair[0]]++
		followers[pair[1]] = append(followers[pair[1]], pair[0])
	}
	ready := []string{}
	for job := range hours {
		if waiting[job] == 0 {
			ready = append(ready, job)
		}
	}
	begin, latest, done := map[string]int{}, 0, 0
	for ; done < len(ready); done++ {
		end := begin[ready[done]] + hours[ready[done]]
		if end > latest {
			latest = end
		}
		for _, follower := range followers[ready[done]] {
			if end > begin[follower] {
				begin[follower] = end
			}
			waiting[follower]--
			if waiting[follower] == 0 {
				ready = append(ready, follower)
			}
		}
	}
	if done < len(hours) {
		panic("jobs wait for each other in a circle")
	}
	return latest
}

"""Clarifying questions as people put them, each with what the bank has on it: half to tune on, half unseen.

A question comes with what answers it: the start of an entry of the FAQ, a piece of the statement after ``§``,
or ``-`` where neither has anything. ``!`` before an entry says that its yes or no would be the wrong one to
this question (``Are all names different?`` is meant by ``Can two have the same name? No``). Several may do,
with ``|`` between. The halves are of different problems; the matching was tuned on ``SEEN`` alone. ``LATE``
was written when it was done, and measured once.
"""

from __future__ import annotations

__all__ = ["LATE", "SEEN", "UNSEEN"]

_SEEN = """
# avenue-walk
Do I return indices or the substring? = §position of its first tree
What happens when kinds is zero? = What if no stretch
can she skip trees she's allergic to? = Must the trees|§without skipping
Do I have to use exactly kinds different letters? = Must the stretch have
which walk do I pick when two have the same length = Which stretch is wanted|§several walks are longest
are capital letters in the string? = How many different kinds|§lower-case
Can kinds be bigger than 26? = How long can|Must the stretch
# pool-lockers
Is the input ordered by arrival time? = Are the visits sorted|§no particular order
Can enter be equal to leave? = Can a visit be empty
Does somebody leaving at 90 block the locker for someone coming at 90? = If one visitor|§given the locker back
Can someone stay overnight? = Can a visit be empty
If the max happens at two different times, which minute do I give back? = What do I return|§the first minute
Can there be two identical entries? = Can two visits
do lockers have different sizes? = -
# ski-school
Can the head be None? = Can the list be empty
Can I use a Python list as a helper? = May I copy|§fixed amount
what if size is greater than the number of kids? = Can size be zero
Does the first group get reversed? = !Which groups|§the second group, the fourth
Could two children have the same age? = Can numbers repeat
Should I create new nodes? = May I copy|§Relink
Is it doubly linked? = -
could there be a cycle in it? = Could the list contain
# free-cake
Could stamps be zero? = !Can the number of stamps
What do I return if no one gets enough stamps? = What if nobody|§or `None`
Do the visits have to be consecutive? = Must the visits
Does the card start over after a win? = Do later visits
Could two different people be called the same? = !Are upper and lower|§each guest has another name
Is there a second cake for the runner-up? = Do later visits|Can two guests|§only one cake
Can visits be an empty list? = What if nobody|How many visits
Can names contain spaces? = Are upper and lower|§lower-case
# column-words
Can the same word be in the list twice? = Can a word be contained
Can I move diagonally? = In which directions|§above, below
Does the sheet wrap around vertically too? = Is the top row|§top and the bottom edge
can I reuse a letter within the same word? = May a path|§no tile is used twice
Should the result be sorted? = Does the order|§in any order
Do I list a word several times if it can be found several ways? = Does the order
Are all rows the same length? = §equally long
Can the words list be empty? = Can there be no tiles
Is it case sensitive? = §lower-case
# lonely-gloves
What do I return when there are no gloves? = Can the list be empty
Is the list sorted? = Is the list of gloves
Can the box hold no gloves at all? = Can the list be empty
Do I have to keep the original order in the output? = Does the order|§in any order
If there are three unmatched red lefts, do I return red L three times? = Can the same glove|§as often as
Could there be typos in the strings? = Can an entry
are hands always upper case? = Can a colour have|Can an entry|§ends with a space
Do gloves have sizes? = -
# beach-fires
If they already share a fire, what number do I put? = What if both sit
do refused wishes get retried later? = Is a refused wish
can a and b be the same camper? = Can somebody wish
Is most inclusive? = What if the common|§at most `most`
Do people ever leave a fire? = Does a fire ever
Are campers 0-indexed? = How are the campers|§numbered from 0
Is there a limit on the number of wishes? = How large
# candle-ends
Is the input already sorted by weight? = Is the list sorted
Can I mutate ends? = Is the list sorted
What do I return for an empty bag? = Can there be no ends
Does a candle of exactly enough grams count as sellable? = Is an end that weighs|§at least
Do melted candles get melted again? = Can the new candle
what if only one is left and it's too light? = What if a single
Are the weights floats? = -
# desert-wells
Does the caravan begin with full skins? = Are the skins full|§At the start they are full
Are the wells given in order of distance? = Are the wells sorted|§no particular order
Can I buy fractional litres? = !May I buy|§any whole number
May the caravan turn around? = Is it possible to turn|§never turns back
can I resell the remaining water at the end? = Is water that is left
what to return if it can't get there = §impossible
Could two wells share the same kilometre? = Can two wells|§Several wells
# exact-postage
Do I have to use all the places? = Must all places
What if the sum can't be made? = What if there is no way
Can drawers contain the same value? = Can the same value
Does [1,2] count as different from [2,1]? = In which order|§same choice
How many stamps of each kind do I have? = May a stamp|§no end of them
Could postage be 0? = !Can a value|Can a value
# moth-lamp
Are the bounds inclusive? = Do the ends of a span belong|§both included
Is visits sorted? = Is the log|§from the earliest
Could first be larger than last? = Can the end of a span
Do spans overlap? = Can a span overlap
can there be two moths in the same second? = Can several visits|§same second
Can the list of visits be empty? = How many visits
do I need to identify the species? = -
# quilt-patch
Are diagonals connected? = !Do squares that touch|§touch only at a corner
is 'a' the same as 'A'? = !Are upper-case|§Different letters, also in case
Can the grid be empty? = What is the answer for an empty
Could rows have different lengths? = !Are all rows|§all of the same length
Do I return the letter of the patch as well? = What if two patches|§Return the number
what if there's a tie? = What if two patches
Am I allowed to overwrite the grid? = May I change
Is the quilt made of silk? = -
"""

_UNSEEN = """
# baton-order
Can a runner do two legs? = !Does every runner|§exactly one leg
Is handover symmetric? = Is a handover from
Should I return the order too? = Do you need the order|§Return the time
what does a value of -1 stand for? = What does -1|§is -1 if
Does the first runner need a handover? = Is there a handover
Are there always as many legs as runners? = Does every runner|§as many legs|§n legs
Can two runners have equal times? = -
# bike-over-passes
Are roads bidirectional? = Can a road be ridden
Can the battery hit zero on the way? = May the bike arrive
Do I need to swap whenever I pass a station? = Must the battery|§she may swap
Can I pass through the same place twice? = May a place or a station
Does going downhill overcharge the battery? = What does a negative|§never above `battery`
How many roads could there be? = How large
Can minutes be zero? = Can riding|§from 1 to 10,000
# buoy-memory
What should discard return when nothing is stored? = What does discard|§or `None` if no reading
Is it possible that the same temperature is stored twice? = Can readings repeat
recent(0) returns what? = Can count
If I ask for more readings than exist, do I raise an error? = What if recent|§return all of them
Does calling recent delete the readings? = Does recent take
What if places is negative? = What if the memory|§below 1
Should store return something? = §return that one
# calling-dogs
Will the names be distinct? = !Can two dogs|§all different
Could a call be an empty string? = Can a call be empty|§at least one letter
Should the output be alphabetical? = In which order|§in the order of `names`
What if one name is a prefix of another? = What is the call|§the whole name
Are names only lowercase? = Are upper-case|§lower-case
Can I get an empty list of names? = How many names
# cave-walk
Can the root be None? = Can the cave be empty
Do I have to begin at the top? = Does the walk have|§start in any chamber
Do I return the number of edges or of nodes? = Do I count|§number of chambers
Is the tree balanced? = How deep
If the difference equals step, can I pass? = Is a difference|§at most `step`
Are the values unique? = !Can altitudes|Can altitudes
Can I visit a chamber more than once? = !Can the walk go|§never enters a chamber twice
# drum-bar
Could the bar start with a long stroke? = -
Is accents sorted? = Are the accents
Can accents be empty? = Can the bar
Do I need a modulo because the count gets big? = How long can|§smaller than 2
May there be silent beats? = Are there rests|§without a pause
Are beats counted from zero or one? = Are the accents|§numbered from 1
# fair-matches
Is k zero-based? = !Is k counted|§counted from 1
What if k is too large? = What should happen|§fewer than `k`
Are home and away sorted? = Are the ratings|§no particular order
Do equal gaps count twice? = Do matches|§one after the other
Can a club have no players? = What should happen|§Each club has 0
Do ratings come as floats? = How large are
# finish-line
Do you round up or down? = How many runners|§rounded up
What is returned when nobody has finished yet? = What does cutoff|§nobody is in the ranking
Can a disqualified runner come back? = Can the same bib|§takes that runner out
disqualify someone unknown - error or False? = What if somebody|§returns `False`
Do ties share a rank? = What about equal|§Equal times
Is the lowest time the best? = Is a small|§small time
# forecast-cache
Does get refresh the lifetime? = Does reading|§Only `put` starts
Can now go down between calls? = Can the clock|§never gets smaller
Is an entry valid at exactly s + lifetime? = Is a value that
Should expired items be evicted first? = Do stale|§after that it is stale
What if capacity is 0? = What if the capacity|§smaller than 1
Does count update recency? = Does calling count|§A place is used
Is the degree an integer? = -
# free-pianos
Is lessons in chronological order? = Are the lessons|§no particular order
Can two lessons be identical? = Are the lessons
Is the end minute of a lesson exclusive? = If one lesson|§until just before
what if there are too many lessons for the pianos = When exactly|§more lessons are going on
Could a lesson start earlier than opening? = Can lessons begin
Does a guest switch pianos? = Does the guest
# hedge-maze
Are bench numbers unique? = !Can two benches|§Numbers can repeat
Do I return the list of lost benches? = Should the lost|§Return the number
Could there be no bench at all? = Can the maze
Will recursion hit the limit? = How deep
Is it a valid binary search tree? = -
May values be below zero? = Can numbers be
# leftover-eggs
Can eggs be 0 on some day? = Can there be days
Must the run have exactly that many days? = Does a run have|§at least `days`
Can left be greater than box? = Can left
May runs overlap? = Are two runs
What if the array is empty? = Can the list
# sushi-belt
Can the stretch wrap around? = Does a stretch|§behind the last plate
Which one if several have the same length? = Which stretch|§smallest `start`
What if they cannot be served at all? = What if the whole|§not enough
Can one joker stand in for two plates? = How much can|§one* plate
Can order be empty? = Can the order ask|§1 to 500
Do plates on the belt get refilled? = -
# valley-bus
Are the buses sorted? = Are both lists|§sorted from early
Is there a limit on seats in a bus? = !Can a bus|Can a bus|§room for everybody
Does someone arriving exactly when the bus leaves catch it? = Do passengers|§very minute
What goes in the list if there's no bus left? = §-1 if they get
Does waiting time include the walk? = What is the wait|§wait at the stop
Can walk be 0? = Can the walk|§from 0 to 1,000
# waffle-stand
Do unfinished waffles count? = Does half|§waffles are done
What if irons is empty? = What if there are no irons|§no irons
Can orders be zero? = What if nothing
Do all irons start at the same time? = Are the irons|§every iron is ready
Do I return exactly orders waffles or at least? = May there be more|§at least `orders`
Are the irons all the same? = -
"""

_LATE = """
# relay-masts
If two masts have equal height can one send to the other? = Can a message|§strictly higher
What happens with the tallest mast? = What is returned|§-1 if no mast
Is at sorted? = Are the masts|§strictly ascending
do the masts in the middle block the signal? = Do lower|§in between don't matter
can the lists be empty? = Can there be no masts
# rental-skates
Is it ok if the skates are exactly the foot's length? = Do skates fit|§at least as long
Can two kids share one pair? = Can a pair|§one pupil only
do feet and skates have the same length? = Are the lists
Should I return the assignment? = Do you need|§Return the largest
Can there be zero skates? = How many pupils|§0 to 6,000
# repair-cafe
What if someone waits exactly patience minutes? = What if the wait|§more than `patience`
are guests in order of arrival? = Are the guests|§in the order in which
Do people queue strictly first come first served? = Could a guest|§in the order of the list
Can menders be zero? = §`menders` is from
Do menders take breaks? = -
# street-banner
Can the banner start in the middle of a house? = Must the banner|§in the middle of a house
Could I stitch two strips together? = May the banner be sewn
Can houses be empty? = Can the list
Can a house have height zero? = Are there gaps|§height 0
What if roll is bigger than the total width? = What if the roll
do the houses have doors? = -
# toad-crossing
are diagonal hops allowed? = Can the toad|§up, down
What do I return if the pond is unreachable? = What is returned|§-1 if
Can it revisit a square? = May the toad
Can stamina be 0? = How large|§from 0 to 12
does one grass tile refill it completely? = Does grass|§all of its strength
# yard-levers
Can I pull the same lever twice? = Can a lever
What if everything is already shut? = What if all
Is it always possible? = What if it can't|§if no pulls do
Are gate numbers zero-based? = §counted from 0
Could a lever have no gates? = Can two levers|§0 to 12 different
# weather-gate
Do rejected requests count too? = Does a request|§refused request does not
Is the limit per client or global? = Do clients|§each client at most
Could now decrease? = Can now go|§never smaller
Does seconds_to_wait consume anything? = Does asking|§It counts nothing
What's the wait for an unknown client? = What about a client
# song-on-stones
Can I step on one stone two times? = May a stone|§sinks
Can I walk diagonally? = Are diagonal|§directly above
Could there be just one row? = What if there is only
Can the song be an empty string? = Can the grid
Are there upper-case letters? = How large|§lower-case letters
May I move upwards again? = May the child
"""


def _read(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Problem, question and what answers it, line by line."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    slug = ""
    for line in text.strip().splitlines():
        if line.startswith("# "):
            slug = line[2:]
        else:
            question, _, meant = line.rpartition(" = ")
            found.append((slug, question, tuple(meant.split("|"))))
    return found


SEEN = _read(_SEEN)
UNSEEN = _read(_UNSEEN)
LATE = _read(_LATE)

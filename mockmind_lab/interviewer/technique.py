# ruff: noqa: E501 - a pattern is read best as one line
"""The techniques that problems are solved by, known by their names and by how people paraphrase them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["IMPLIED", "TECHNIQUES", "Technique", "described", "everyday", "gists", "named", "plainly"]


@dataclass(frozen=True, slots=True)
class Technique:
    """``name`` says it and nothing else; ``word`` says it, or something of every day; ``gist`` describes it.

    ``code`` is how it looks in a program, so that one who has written it is known to have it.
    """

    name: str
    word: str = ""
    gist: str = ""
    code: str = ""


_SOME = r"(?:\W+[\w'’]+){0,6}?\W+"  # up to six words between two others

TECHNIQUES: dict[str, Technique] = {
    "window": Technique(
        r"sliding (?:\w+ )?(?:windows?|sums?|totals?)|(?:slid|mov|keep|us|shrink|grow|extend)\w* (?:a|the|your) window"
        r"|two[- ]pointers?|(?:fast|slow|left|right|read|write) pointers?|caterpillar",
        r"windows?|pointers?",
        r"two (?:ends|indices|indexes|positions|markers|borders|fingers)"
        rf"|(?:left|front|leading){_SOME}(?:right|rear|back|trailing)"
        rf"|(?:leaves?|drops?|falls?|goes|subtract\w*|take|out){_SOME}(?:joins?|enters?|comes? in|add\w*|new one)"
        r"|never (?:goes|go|moves?|have to go) back|only (?:ever )?moves? (?:forwards?|on|to the right)"
        r"|add up each \w+ (?:afresh|anew|again)|from one \w+ to the next",
        r"\bleft\b.*\bright\b|\blo\b.*\bhi\b",
    ),
    "stack": Technique(
        r"(?:two|a|one|second|another|use|monotonic|your) stacks?|stacks? of|lifo|last[- ]in",
        r"stacks?|piles?",
        rf"(?:comes?|came|goes|went|taken|put|off|in) (?:\w+ )?last{_SOME}first|undo (?:and|/) redo|(?:two|spare|second|one) piles?"
        r"|redo",
        r"\bstack\b|\.pop\(\)",
    ),
    "heap": Technique(
        r"heaps?|heapq|heapify|heap(?:push|pop)|(?:min|max)-?heaps?|priority queues?|sorted ?list",
        "",
        rf"(?:data )?structure{_SOME}(?:minimum|smallest|largest|lightest|least|order)"
        rf"|(?:minimum|smallest|lightest){_SOME}(?:cheaply|quickly|without (?:sorting|looking))",
        r"heapq|heappush|heapify",
    ),
    "queue": Technique(
        r"deques?|fifo|ring[- ]buffers?|circular (?:buffer|list|queue|array)s?|(?:two|a|plain|use|monotonic) queues?"
        r"|queues? (?:of|per|for|with)|queue all",
        r"queues?|rings?|circle",
        rf"(?:first to (?:return|go|leave|come)|went first|oldest){_SOME}(?:first|back|front|return|end)"
        r"|at which end|container keeps|overwrite the oldest|starts? (?:again|over) (?:from|at) (?:zero|the beginning)"
        r"|(?:index|position)\w* modulo|modulo the (?:length|number|size)|wraps? (?:around|round)|list of fixed (?:size|length)",
        r"deque|\.pop\(0\)|popleft|queue",
    ),
    "hashing": Technique(
        r"hash[- ]?(?:maps?|tables?|sets?|ing)|dicts?|dictionar(?:y|ies)|defaultdict|counters?|look-?up tables?"
        r"|(?:a|the|hash) (?:map|table) (?:from|of|to)|map each",
        r"maps?|tall(?:y|ies)",
        r"(?:count|number|total|how many|note|remember|store|keep|tally|know)\w*"
        r"(?:\W+[\w'’]+){0,4}?\W+(?:for|per|of) (?:each|every)"
        r"|(?:how many|enough to know)(?:\W+[\w'’]+){0,6}?\W+each|one (?:number|count\w*) (?:per|for each)"
        r"|\+1(?:\W+\w+){0,4}\W+-1",
        r"\{\}|dict\(|Counter|defaultdict|\.get\(",
    ),
    "bisection": Technique(
        r"bisect\w*|binary search\w*|insort|halving|search by halves",
        "",
        r"at its (?:proper|right) place|half (?:of (?:\w+ ){1,3})?away|halv\w+|(?:aimed |guess\w* |is |was )?too (?:high|low)\b"
        r"|guess(?:\W+[\w'’]+){0,8}?\W+(?:count|check|test|halve|larger|higher|lower|smaller)",
        r"bisect|insort",
    ),
    "dynamic programming": Technique(
        r"dynamic programm\w+|dp|memo(?:i[sz]\w+)?|lru_cache|edit[- ]distance|levenshtein|knapsack|"
        r"(?:longest )?common subsequences?|lcs|interval scheduling|sub-?problems?|tabulat\w+",
        r"cache\w*",
        r"(?:if|suppose|imagine|say|once|assume)(?: that)? (?:you|somebody|someone) (?:already )?(?:knew|know|told|had)\b"
        r"(?:\W+[\w'’]+){0,16}?\W+(?:smaller|next|one column|before|previous|one more|shorter)"
        rf"|two (?:cases|possibilities|choices|options){_SOME}"
        r"|take it or leave it|(?:same|over and over)(?:\W+[\w'’]+){0,12}?\W+(?:remember|store|keep|note)"
        r"|(?:grid|table|array|matrix)(?:\W+[\w'’]+){0,4}?\W+(?:each|every|one) (?:cell|entry|place)"
        r"|bottom[- ]up"
        r"|(?:best|cheapest|least|number of ways|how many ways)(?:\W+[\w'’]+){0,6}?\W+each"
        r"|best (?:sum|plan|value)(?:\W+[\w'’]+){0,4}?\W+(?:each|so far|without|case)",
        r"\bmemo\b|lru_cache|\bcache\b|\bdp\b|\bbest\[",
    ),
    "search": Technique(
        r"back-?track\w*|depth[- ]first|breadth[- ]first|[bd]fs|dijkstra\w*|shortest[- ]paths?|a\*|flood[- ]?fill"
        r"|(?:visited|seen) (?:set|grid|array|list)|level by level|(?:state|pair)s? of place",
        "",
        rf"(?:abandon|give up|prune|stop){_SOME}(?:branch|on the spot|as soon as|early)|unmark\w*|un-?do the (?:last|mark)"
        r"|(?:marked|used)(?:\W+\w+){0,4}?\W+(?:for|when|other)"
        r"|(?:place|position|cell)(?:\W+\w+){0,3}?\W+(?:alone )?enough|at least as large as the last"
        r"|same (?:choice|way|answer) (?:turn|come|appear)\w* up twice|search (?:states|over states)",
        r"\bvisited\b|\bdfs\b|\bbfs\b|\bseen\b",
    ),
    "union find": Technique(
        r"union[- ]find|disjoint[- ]sets?|dsu|path (?:compression|halving)|union by (?:size|rank)|(?:merge|join) by size"
        r"|small(?:er)? (?:to|into|below) (?:the )?larger?",
        "",
        r"(?:point|lead)(?:s|ed|ing)? to (?:somebody|someone|another|one|an? |their|the )|follow\w*(?:\W+\w+){0,4}?\W+(?:pointers?|links?|until)"
        r"|(?:representative|leader|root)s?",
        r"\bfind\b|\bparent\b",
    ),
    "topological order": Technique(
        r"topolog\w+|kahn\w*|in-?degrees?|dependency (?:graph|order)|directed graph",
        "",
        r"(?:refer|depend|point)s? to no(?:thing)? ?\w*",
        r"indegree|topolog",
    ),
    "prefix sums": Technique(
        r"(?:prefix|suffix|cumulative|partial|running) (?:sums?|totals?|counts?)|accumulate|difference array",
        "",
        r"difference (?:of|between) two|single subtraction",
        r"accumulate|prefix",
    ),
    "greedy": Technique(
        r"greed(?:y|ily)",
        "",
        r"just enough|to the brim|fill up"
        r"|(?:small|short|larg|long|cheap|light)\w*(?:\W+[\w'’]+){0,3}?\W+takes? the (?:short|small|larg|long|cheap)\w*"
        r"|(?:first|next)(?:\W+\w+){0,6}?\W+(?:cheaper)",
        "",
    ),
    "sorting": Technique(r"(?:sort|order)(?:ed|ing)? (?:by|both|the|all|everything|them)\b", "", "", r"sort"),
    "sweep": Technique(
        r"sweep\w*(?: line)?|event (?:list|queue|points?)",
        r"events",
        r"\+1(?:\W+\w+){0,6}?\W+-1|plus one(?:\W+\w+){0,8}?\W+minus one|(?:one )?(?:counter|cell) for each (?:minute|hour|day)",
        r"\bevents\b",
    ),
    "parsing": Technique(
        r"tokeni[sz]\w+|tokens|recursive[- ]descent|parsers?|parse (?:tree|each|every|the)|shunting[- ]yard|lexers?|postfix"
        r"|abstract syntax|regular expressions?|regex\w*",
        "",
        r"one function (?:for each|per)|(?:chop|cut|split|break)(?:\W+\w+){0,4}?\W+(?:words|tokens|pieces|parts)"
        r"|binds? tighter(?:\W+\w+){0,3}?\W*\?",
        r"tokens|parse",
    ),
    "bounds": Technique(
        r"(?:lower|upper) (?:bound|limit)s?|(?:pass|carry|take|send)(?:\W+\w+){0,3}?\W+(?:range|interval|bounds|limits)",
        "",
        r"(?:smallest|lowest|least)(?:\W+\w+){0,3}?\W+(?:largest|highest|greatest)(?:\W+\w+){0,12}?\W+(?:along|down|with you)"
        r"|(?:tighter|narrower)|(?:divides?|splits?)(?:\W+\w+){0,4}?\W+(?:into|in two|in)\b",
        r"\blow\b|\bhigh\b|\blo\b",
    ),
    "lazy deletion": Technique(
        r"laz(?:y|ily)|tombstones?|running number|serial(?: number)?s?",
        "",
        r"(?:at once|immediately|right away)(?:\W+\w+){0,8}?\W+(?:ignore|skip|stay|leave|until)\w*"
        r"|(?:skipped|ignore\w*|stay)(?:\W+\w+){0,4}?\W+(?:top|front)",
        "",
    ),
    "sentinel": Technique(r"dummy(?: \w+)?|sentinels?", "", "", r"dummy"),
    "trie": Technique(
        r"trie|prefix[- ]trees?|radix trees?|trees? of (?:letters|prefixes|characters)",
        "",
        r"(?:share|common|same)(?:\W+\w+){0,3}?\W+(?:prefix(?:es)?|beginnings?)",
        r"\btrie\b|children",
    ),
    "bits": Technique(
        r"xor\w*|exclusive[- ]or|bit[- ]?masks?|bitwise|bit (?:manipulation|tricks?|operations?)|popcount|bit_count|parity",
        "bits?|masks?",
        r"(?:even|odd) (?:number|count)|(?:even|odd)(?:\W+\w+){0,2}?\W+times",
        r"[\w)] \^|>>|<<|[\w)] & ",
    ),
    "relinking": Technique(
        r"revers\w+ (?:(?:the|a|that|its|one|your|this|each|every) )?(?:(?:second|back|last|other|latter|rear) )?"
        r"(?:half|part|list|links?|arrows?|pointers?|group|nodes?)|tortoise",
        "",
        rf"(?:turn|flip){_SOME}(?:half|part|arrows?|links?)(?:\W+\w+)?\W+(?:a?round|over)|twice as (?:fast|far)"
        r"|two (?:\w+ )?at a time|(?:slow\w*|fast\w*)(?:\W+\w+){0,6}?\W+(?:middle|half ?way)",
        r"\bslow\b|\bprev(?:ious)?\b",
    ),
    "tree recursion": Technique(
        r"(?:post|pre)-?order(?: traversal)?|depth[- ]first",
        "",
        rf"(?:pass|hand|carr|giv|tak|send|bring)\w*{_SOME}(?:down|up) (?:(?:to|into|through|along|the) )+(?:\w+ )?(?:child(?:ren)?|nodes?|tree|parents?|branch(?:es)?|subtrees?)"
        rf"|(?:left|each|either|every) (?:subtree|child|branch){_SOME}(?:tell|report|return|give|hand|say)",
        r"\.left\b.*\.right\b",
    ),
    "canonical form": Technique(
        r"canonical(?: form)?s?|normali[sz]\w+|group(?:ing)? (?:them |everything |all )?by",
        "",
        r"(?:look|become|be)\w*(?: exactly)? (?:alike|identical|the very same)|(?:form|key|signature) that(?:\W+\w+){0,4}?\W+(?:same|equal|independent|depends?)",
        r"setdefault|groupby",
    ),
    "transposing": Technique(
        r"transpos\w+|zip\(\*",
        "",
        r"(?:rows|lines)(?:\W+\w+){0,2}?\W+(?:into|to) columns|(?:one )?columns? (?:at a time|by column|one by one|separately|of its own)",
        r"zip\(\*",
    ),
    "extremes": Technique(
        r"monoton\w+",
        "",
        r"(?:can|could|will)(?:\W+\w+){0,8}?\W+ever\b(?:\W+\w+){0,4}?\W+(?:again|before|need|hurt|be)\b",
        "",
    ),
}
IMPLIED: dict[str, frozenset[str]] = {
    "bisection": frozenset({"bounds"}),
    "heap": frozenset({"queue"}),
    "search": frozenset({"queue", "stack"}),
    "topological order": frozenset({"queue", "search"}),
}
"""Who has the one has the other: nothing is given away by its name."""
# In small letters, as what they are looked for in: a third of the time that it takes to ignore case.
_ANY = {
    kind: [
        re.compile(rf"(?<![\w-])(?:{part})(?![\w-])") if part else None for part in (t.name, t.word, t.gist)
    ]
    for kind, t in TECHNIQUES.items()
}
# German is what the panel speaks beside English; accents are gone, so ``ä`` is ``a``.
_GERMAN = {
    "window": r"gleitende\w* fenster\w*|schiebefenster|zwei (?:zeiger\w*|finger)",
    "stack": r"kellerspeicher|stapelspeicher",
    "heap": r"vorrangwarteschlange\w*|prioritatswarteschlange\w*|halden?",
    "queue": r"ringpuffer\w*|warteschlangen?",
    "hashing": r"hashtabellen?|worterbuch\w*|zuordnungstabellen?",
    "bisection": r"binare\w* such\w*|binarsuche|intervallhalbierung\w*|halbierungs\w+",
    "dynamic programming": r"dynamische\w* programmier\w+|memoisier\w*|teilprobleme?n?",
    "search": r"(?:breiten|tiefen)suche|zuruckverfolg\w*|rucksetz\w*|rekursive\w* such\w*",
    "sorting": r"sortier\w*",
    "greedy": r"gierige\w*",
    "prefix sums": r"prafixsummen?|kumulierte\w* summen?",
    "trie": r"prafixbaum\w*",
    "topological order": r"topologische\w* (?:ordnung|sortier\w+)",
}
_ELSEWHERE = {kind: re.compile(rf"(?<![\w-])(?:{names})(?![\w-])") for kind, names in _GERMAN.items()}
_NAMED, _GIST = (
    re.compile(rf"(?<![\w-])(?:{'|'.join(filter(None, parts))})(?![\w-])")
    for parts in (
        [*(t.name for t in TECHNIQUES.values()), *_GERMAN.values()],
        [t.gist for t in TECHNIQUES.values()],
    )
)
"""Any technique: most texts have none, and one pattern tells so in a fifth of the time that each of them takes."""
_CODE = {kind: re.compile(t.code) for kind, t in TECHNIQUES.items() if t.code}


@lru_cache(maxsize=512)
def plainly(text: str) -> frozenset[str]:
    """Techniques called by a name that means nothing else."""
    text = text.lower()
    if "-" in text:
        text = f"{text}\n{text.replace('-', ' ')}"
    if not _NAMED.search(text):
        return frozenset()
    return frozenset(
        kind
        for kind, (name, _, _) in _ANY.items()
        if (name and name.search(text)) or (kind in _ELSEWHERE and _ELSEWHERE[kind].search(text))
    )


@lru_cache(maxsize=512)
def gists(text: str) -> frozenset[str]:
    """Techniques that ``text`` describes without a name."""
    return frozenset(kind for kind, _ in described(text))


@lru_cache(maxsize=512)
def described(text: str) -> tuple[tuple[str, str], ...]:
    """Techniques that ``text`` describes without a name, each with the words that do it, in small letters."""
    text = text.lower()
    if not _GIST.search(text):
        return ()
    found = ((kind, gist.search(text)) for kind, (_, _, gist) in _ANY.items() if gist)
    return tuple((kind, match[0]) for kind, match in found if match)


@lru_cache(maxsize=512)
def everyday(text: str) -> frozenset[str]:
    """Techniques named by a word that may mean something of every day."""
    text = text.lower()
    return frozenset(kind for kind, (_, word, _) in _ANY.items() if word and word.search(text))


@lru_cache(maxsize=256)
def named(text: str) -> frozenset[str]:
    """Techniques that ``text`` names in any way; for words and code of someone who then knows of them."""
    small = text.lower()
    names = (
        k
        for k, (name, word, _) in _ANY.items()
        if (name and name.search(small)) or (word and word.search(small))
    )
    return frozenset(names) | frozenset(kind for kind, code in _CODE.items() if code.search(text))

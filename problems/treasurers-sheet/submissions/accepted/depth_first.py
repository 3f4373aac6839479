"""Depth first with colours and a path of its own; formulas become trees by splitting at the weakest
operator.
"""

REFERENCE_ROWS = {str(row) for row in range(1, 1000)}


def tokens_of(formula):
    tokens, place = [], 0
    while place < len(formula):
        start = place
        place += 1
        if formula[start].isdigit() or "A" <= formula[start] <= "Z":
            while place < len(formula) and formula[place].isdigit():
                place += 1
            if not formula[start].isdigit() and formula[start + 1 : place] not in REFERENCE_ROWS:
                raise ValueError("no such cell")
        elif formula[start] not in "+-*() ":
            raise ValueError("no such character")
        if formula[start] != " ":
            tokens.append(formula[start:place])
    return tokens


def tree_of(tokens, start, end):
    depth, split = 0, None
    for place in range(start, end):
        token = tokens[place]
        depth += (token == "(") - (token == ")")
        if depth < 0:
            raise ValueError("a parenthesis closes nothing")
        weakest = split is None or tokens[split] == "*" or token != "*"
        if depth == 0 and token in ("+", "-", "*") and weakest:
            split = place
    if split is not None:
        return (tokens[split], tree_of(tokens, start, split), tree_of(tokens, split + 1, end))
    if end - start == 1 and tokens[start][0].isalnum():
        return (tokens[start],)
    if end - start > 2 and tokens[start] == "(" and tokens[end - 1] == ")" and depth == 0:
        return tree_of(tokens, start + 1, end - 1)
    raise ValueError("no formula")


def references(tree):
    if len(tree) == 1:
        return {tree[0]} if tree[0][0].isupper() else set()
    return references(tree[1]) | references(tree[2])


def value_of(tree, values):
    if len(tree) == 1:
        return values.get(tree[0], 0) if tree[0][0].isupper() else int(tree[0])
    left, right = value_of(tree[1], values), value_of(tree[2], values)
    return left + right if tree[0] == "+" else left - right if tree[0] == "-" else left * right


def evaluate(cells):
    trees, needs = {}, {}
    for name, content in cells.items():
        try:
            if content.startswith("="):
                tokens = tokens_of(content[1:])
                trees[name] = tree_of(tokens, 0, len(tokens))
            else:
                trees[name] = (content,)
            needs[name] = [other for other in references(trees[name]) if other in cells]
        except ValueError:
            trees[name], needs[name] = None, []
    values, on_path = {}, set()
    for root in cells:
        path = [] if root in values else [(root, iter(needs[root]))]
        on_path.update(name for name, _ in path)
        while path:
            name, rest = path[-1]
            for other in rest:
                if other in on_path:
                    values[name] = "#LOOP"
                elif other not in values:
                    path.append((other, iter(needs[other])))
                    on_path.add(other)
                    break
            else:
                path.pop()
                on_path.discard(name)
                found = [values[other] for other in needs[name] if other in values]
                if values.get(name) == "#LOOP" or "#LOOP" in found:
                    values[name] = "#LOOP"
                elif trees[name] is None or "#BAD" in found:
                    values[name] = "#BAD"
                else:
                    values[name] = value_of(trees[name], values)
    return {name: str(value) for name, value in values.items()}

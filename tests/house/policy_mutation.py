"""Break the policy in every way a slip of the pen could, and see whether the tests notice.

A pytest plugin: `pytest -p tests.house.policy_mutation TESTS…` collects the tests once and, in place
of one run, makes a run for each mutant until a test fails.  The mutants are every cell of the policy's
tables turned over, and every branch and operator of the two modules turned round, one at a time.
They are put into the living modules (the functions get other code), so one database serves them all.
"""

import ast
import copy
import importlib
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

MODULES = ("stakeholders.policy", "places.permissions")
TABLES = ("POLICY", "SHARING", "FREE_TEXT")
SHARE = 0.95

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One slip: what it is, and how it is put in.  Putting it in returns the way to take it out."""

    name: str
    put_in: Callable[[], Callable[[], None]]


# --- cells --------------------------------------------------------------------------------------------


def cell_mutants() -> Iterator[Mutant]:
    """Turn over each cell: role × what × relation."""
    policy = importlib.import_module("stakeholders.policy")
    keys: dict[str, list[Any]] = {"POLICY": list(policy.Action), "SHARING": list(policy.Visibility)}
    for table in TABLES:
        for role in policy.Role:
            for relation in policy.Relation:
                if table == "FREE_TEXT":
                    yield cell(f"FREE_TEXT[{role}] ± {relation}", policy.FREE_TEXT, role, relation)
                for key in keys.get(table, ()):
                    row = getattr(policy, table)[role]
                    yield cell(f"{table}[{role}][{key}] ± {relation}", row, key, relation)
    for action in policy.Action:
        yield turned_over(f"ONLY_WHILE_IN_FORCE ± {action}", policy, action)


def cell(name: str, row: dict[Any, Any], key: object, relation: object) -> Mutant:
    def put_in() -> Callable[[], None]:
        before = dict(row)
        row[key] = row.get(key, frozenset()) ^ {relation}

        def take_out() -> None:
            row.clear()
            row.update(before)

        return take_out

    return Mutant(name, put_in)


def turned_over(name: str, policy: types.ModuleType, action: object) -> Mutant:
    readers = [policy, importlib.import_module("places.permissions")]

    def put_in() -> Callable[[], None]:
        before = policy.ONLY_WHILE_IN_FORCE
        for module in readers:
            vars(module)["ONLY_WHILE_IN_FORCE"] = before ^ {action}

        def take_out() -> None:
            for module in readers:
                vars(module)["ONLY_WHILE_IN_FORCE"] = before

        return take_out

    return Mutant(name, put_in)


# --- code ---------------------------------------------------------------------------------------------


def code_mutants() -> Iterator[Mutant]:
    """Turn round each branch, comparison, operator, filter and answer of the modules' functions."""
    for name in MODULES:
        module = importlib.import_module(name)
        tree = ast.parse(Path(str(module.__file__)).read_text())
        for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
            for number in range(len(list(slips(function)))):
                mutated = copy.deepcopy(tree)
                twin = next(
                    node
                    for node in ast.walk(mutated)
                    if isinstance(node, ast.FunctionDef) and node.lineno == function.lineno
                )
                what, line, make = list(slips(twin))[number]
                make()
                yield rewritten(f"{name}:{line} {what}", module, ast.fix_missing_locations(mutated))


Slip = tuple[str, int, Callable[[], None]]


def slips(function: ast.FunctionDef) -> Iterator[Slip]:
    """What can go wrong in a function, without the functions inside it."""
    inner = {
        id(node)
        for child in ast.walk(function)
        if isinstance(child, ast.FunctionDef) and child is not function
        for node in ast.walk(child)
    }
    for node in ast.walk(function):
        if node is not function and id(node) not in inner:
            yield from slips_at(node)


def slips_at(node: ast.AST) -> Iterator[Slip]:
    line = getattr(node, "lineno", 0)
    if isinstance(node, ast.If | ast.IfExp):
        yield "branch always", line, setter(node, "test", ast.Constant(value=True))
        yield "branch never", line, setter(node, "test", ast.Constant(value=False))
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPPED:
        turned = SWAPPED[type(node.ops[0])]()
        yield f"{type(node.ops[0]).__name__} turned", line, setter(node, "ops", [turned])
    if isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPPED:
        yield f"{type(node.op).__name__} turned", line, setter(node, "op", SWAPPED[type(node.op)]())
    if isinstance(node, ast.AugAssign) and type(node.op) in SWAPPED:
        yield f"{type(node.op).__name__}= turned", line, setter(node, "op", SWAPPED[type(node.op)]())
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not dropped", line, becoming(node, node.operand)
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{node.value} turned", line, setter(node, "value", not node.value)
    if isinstance(node, ast.comprehension):
        for number in range(len(node.ifs)):
            rest = node.ifs[:number] + node.ifs[number + 1 :]
            yield "condition dropped", node.ifs[number].lineno, setter(node, "ifs", rest)
    if isinstance(node, ast.Return) and node.value is not None:
        # Asked for and thrown away: a closure must go on knowing the same names.
        answer = ast.Tuple(elts=[node.value, ast.Constant(value=None)], ctx=ast.Load())
        nothing = ast.Subscript(value=answer, slice=ast.Constant(value=1), ctx=ast.Load())
        yield "answer dropped", line, setter(node, "value", nothing)
    if isinstance(node, ast.Raise):
        yield "refusal dropped", line, becoming(node, ast.Pass())
    if is_call_of(node, {"filter"}):
        for part in ("args", "keywords"):
            given = getattr(node, part)
            for number in range(len(given)):
                rest = given[:number] + given[number + 1 :]
                yield f"{part}[{number}] of filter dropped", line, setter(node, part, rest)
    if is_call_of(node, {"any"}):
        yield "any turned", line, setter(node, "func", ast.Name(id="all", ctx=ast.Load()))


def is_call_of(node: ast.AST, names: set[str]) -> bool:
    called = getattr(node, "func", None)
    return isinstance(node, ast.Call) and (getattr(called, "attr", "") or getattr(called, "id", "")) in names


def setter(node: ast.AST, name: str, value: object) -> Callable[[], None]:
    return lambda: setattr(node, name, value)


def becoming(node: ast.AST, other: ast.AST) -> Callable[[], None]:
    """Put another node in a node's place, whoever holds it."""

    def make() -> None:
        line = {"lineno": getattr(node, "lineno", 1), "col_offset": getattr(node, "col_offset", 0)}
        node.__class__ = type(other)
        node.__dict__.clear()
        node.__dict__.update({**other.__dict__, **line})

    return make


def rewritten(name: str, module: types.ModuleType, tree: ast.Module) -> Mutant:
    """Give the module's functions the code that the changed source would have given them."""

    def put_in() -> Callable[[], None]:
        new: dict[str, Any] = {"__name__": module.__name__, "__file__": module.__file__}
        exec(compile(tree, str(module.__file__), "exec"), new)  # noqa: S102 - our own source
        before = []
        for key, living in vars(module).items():
            for old, changed in zip(layers(living), layers(new.get(key)), strict=False):
                if old.__module__ == module.__name__:
                    before.append((old, old.__code__))
                    old.__code__ = changed.__code__

        def take_out() -> None:
            for function, code in before:
                function.__code__ = code

        return take_out

    return Mutant(name, put_in)


def layers(function: object) -> Iterator[types.FunctionType]:
    """A function and, where it is decorated, those it is wrapped around."""
    while isinstance(function, types.FunctionType):
        yield function
        function = getattr(function, "__wrapped__", None)


# --- the run ------------------------------------------------------------------------------------------


def is_noticed(items: list[pytest.Item]) -> bool:
    """Run the tests until one fails; the one that failed comes first next time."""
    for item in items:
        item._initrequest()  # type: ignore[attr-defined]
        item._report_sections.clear()  # or what an earlier mutant printed is carried along
        # The session stands as the next item, so that nothing it has set up is taken down.
        reports = runtestprotocol(item, log=False, nextitem=item.session)  # type: ignore[arg-type]
        if any(report.failed for report in reports):
            items.remove(item)
            items.insert(0, item)
            return True
    return False


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Try each mutant; the session fails when too many live, or when the tests fail without any."""
    write = session.config.get_terminal_writer().line
    items = list(session.items)
    assert not is_noticed(items), "the tests must pass before anything is broken"
    mutants = [*cell_mutants(), *code_mutants()]
    alive = []
    for mutant in mutants:
        try:
            take_out = mutant.put_in()
        except Exception:  # noqa: S112 - such a module can't even be imported
            continue
        try:
            if not is_noticed(items):
                alive.append(mutant.name)
        finally:
            take_out()
    for name in alive:
        write(f"lives: {name}")
    found = len(mutants) - len(alive)
    write(f"mutants found: {found} of {len(mutants)} ({100 * found / len(mutants):.1f} %)")
    session.testsfailed = int(found < SHARE * len(mutants))
    return True

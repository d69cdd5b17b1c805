"""Reads a policy file, remembering on which line everything stands, so that a refusal can name it."""

import datetime
from typing import Any

import yaml

from vetting.exceptions import PolicyError

Path = tuple[str | int, ...]


class PolicyText:
    """The data of a YAML file, and the line of every key and item in it."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            raise PolicyError(f"This is not a readable YAML file: {error}") from error
        if not isinstance(root, yaml.MappingNode):
            raise PolicyError("A policy file is a list of keys with values, beginning with “code:”.")
        self._scalars = yaml.SafeLoader("")
        self.data: dict[str, Any] = self._read(root, ())

    def _read(self, node: yaml.Node, path: Path) -> Any:
        self.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._read_mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._read(item, (*path, number)) for number, item in enumerate(node.value)]
        value = self._scalars.construct_object(node)
        return value.isoformat() if isinstance(value, datetime.date) else value

    def _read_mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in found:
                raise PolicyError(f"Line {line}: “{key}” is given twice here. Keep one of them.", field=key)
            found[key] = self._read(value_node, (*path, key))
            self.lines[(*path, key)] = line
        return found


class Section:
    """One mapping of a policy, taken apart key by key. Whatever nobody asked for by the end is unknown, and refused."""

    def __init__(self, data: Any, path: Path, lines: dict[Path, int]) -> None:
        self.path, self._lines = path, lines
        if not isinstance(data, dict):
            raise self.error("", "a list of keys with values is expected here")
        self._data: dict[str, Any] = data
        self._asked: set[str] = set()

    def error(self, key: str, why: str) -> PolicyError:
        path = (*self.path, key) if key else self.path
        spelled = ".".join(str(part) for part in path)
        line = next((self._lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self._lines), None)
        return PolicyError(f"Line {line}, {spelled}: {why}." if line else f"{spelled}: {why}.", field=spelled)

    def has(self, key: str) -> bool:
        return self._data.get(key) is not None

    def take(self, key: str, kind: type, default: Any = None, *, required: bool = False) -> Any:
        """The value of the key, which must be of the kind; the default where it is not there."""
        self._asked.add(key)
        value = self._data.get(key)
        if value is None:
            if required:
                raise self.error(key, "this key is missing")
            return default
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.error(key, f"“{value}” is not a {kind.__name__}")
        return value

    def text(self, key: str, *, required: bool = True) -> str:
        return " ".join(str(self.take(key, str, "", required=required)).split())

    def choice(self, key: str, options: frozenset[str], default: str = "") -> str:
        value = str(self.take(key, str, default, required=not default))
        if value not in options:
            raise self.error(key, f"“{value}” is not one of {', '.join(sorted(options))}")
        return value

    def names(self, key: str, options: frozenset[str] | None = None) -> tuple[str, ...]:
        values = self.take(key, list, [])
        for value in values:
            if options is not None and value not in options:
                raise self.error(key, f"“{value}” is not one of {', '.join(sorted(options))}")
        if len(set(values)) != len(values):
            raise self.error(key, "one name stands there twice")
        return tuple(str(value) for value in values)

    def number(self, key: str) -> int | None:
        value: int | None = self.take(key, int)
        return value

    def numbers(self, key: str) -> tuple[int, ...]:
        values = self.take(key, list, [])
        for value in values:
            if not isinstance(value, int) or isinstance(value, bool):
                raise self.error(key, f"“{value}” is not a whole number")
        return tuple(values)

    def yes_no(self, key: str) -> bool:
        return bool(self.take(key, bool, False))

    def date(self, key: str, *, required: bool = False) -> datetime.date | None:
        value = self.take(key, str, required=required)
        try:
            return datetime.date.fromisoformat(value) if value else None
        except ValueError:
            raise self.error(key, f"“{value}” is not a date like 2026-09-01") from None

    def section(self, key: str) -> "Section":
        return Section(self.take(key, dict, {}), (*self.path, key), self._lines)

    def sections(self, key: str) -> list["Section"]:
        items = self.take(key, list, [])
        return [Section(item, (*self.path, key, number), self._lines) for number, item in enumerate(items)]

    def own_keys(self) -> list[str]:
        """What stands here, where the policy itself makes up the keys."""
        return [str(key) for key in self._data]

    def mapping(self, key: str) -> dict[str, str]:
        return {str(name): str(value) for name, value in self.take(key, dict, {}).items()}

    def finish(self) -> None:
        for key in self._data:
            if key not in self._asked:
                raise self.error(key, "no such key is known here")

"""What an author is told to write in the place of what has the wrong name or the wrong shape."""

from __future__ import annotations

import re

from ..problems import choice_meant, meant
from ..source import Mapping, Node, Scalar, Sequence, as_written, items
from ..types import NO, YES, Model
from .placed import Loc
from .shape import Shape, shapes

_MANY = 16
"""Fields above which nobody reads them all in a message."""
_NOTHING = re.compile(r"(?i)none|nothing|n/?a|nil|-|–|—")
"""What people write for a list that has no items."""
_ID = r"(?:[a-z]+:)?[a-z0-9][a-z0-9.-]*"


def of_name(model: type[Model], key: Scalar, value: Node, group: Mapping) -> str:
    """The mend of a field that the model does not have."""
    known = [*shapes(model), *model.also_written]
    name = ours(model, key.text)
    if name in shapes(model) and shapes(model)[name].default == "false" and not _yes_or_no(value):
        name = ours(model, name) or name  # a sentence behind the name of a flag: in its short form
    if name in shapes(model) or (name and len(group.entries) == 1):
        return _in_our_words(model, name, value, there=group.get(name) is not None)
    if key.text.partition(":")[0] in known:
        return "put a space after the first colon, and the text behind it in double quotes"
    if len(group.entries) == 1 and (rows := _one_by_one(model, key, value)):
        return f"write one item a line:{rows}"
    if told := model.where_others_go.get(key.text.lower()):
        return told
    if close := choice_meant(key.text, known):
        return close
    if key.text == "id":
        return "delete it: the name of the file is the id"
    if len(known) > _MANY:
        return "the page “Writing records” lists the fields; one of your own begins with x_"
    return "fields here: " + ", ".join(known)


def of_flag(model: type[Model], key: Scalar, value: Scalar, group: Mapping) -> tuple[str, str]:
    """The mend of a sentence behind the name of a flag, and the field that holds it then; empty where it is none."""
    field, short = shapes(model)[key.text], ours(model, key.text)
    target = model.also_written.get(short, "")
    if field.default != "false" or not target or _yes_or_no(value) or value.nothing:
        return "", ""
    if group.get(target) is not None or group.get(short) is not None:
        return "", ""
    return f"write `{short}: {as_written(value.text)}`", target


def _yes_or_no(value: Node) -> bool:
    return isinstance(value, Scalar) and value.text.lower() in YES | NO


def _one_by_one(model: type[Model], key: Scalar, value: Node) -> str:
    """The lines of a list behind a name, each text behind it; none where the model has no such short form."""
    texts = [item for item in value.items if isinstance(item, Scalar)] if isinstance(value, Sequence) else []
    short = [Mapping(key.line, key.column, ((key, text),)) for text in texts]
    if not short or any(model.long_form(form) is form for form in short):
        return ""
    return "".join(f"\n- {key.text}: {as_written(text.text)}" for text in texts)


def ours(model: type[Model], name: str) -> str:
    """What others call otherwise, in our words; empty where there is no such field."""
    said = model.others_say.get(re.sub(r"[ -]", "_", name.lower()), "")
    return said if said in shapes(model) or said in model.also_written else ""


def meant_by(model: type[Model], name: str) -> list[str]:
    """The fields that a name stands for which is none of them."""
    said = ours(model, name)
    return [said] if said else meant(name, [*shapes(model), *model.also_written])


def _in_our_words(model: type[Model], name: str, value: Node, *, there: bool) -> str:
    """The mend of a field that others call otherwise; `there`: ours is written too."""
    shape = shapes(model)[model.also_written.get(name, name)].shape
    if shape.form == "list" and there:
        return f"write them under `{name}:`"
    if there:
        return "; ".join(filter(None, (f"`{name}:` says it already", model.where_others_go.get(name, ""))))
    ids = ", with the ids of roles" if shape.item and shape.item.to else ", with the id of one role" if shape.to else ""
    return f"write `{name}:`{ids}{_where_others_go(model, name, value)}"


def _where_others_go(model: type[Model] | None, name: str, value: Node) -> str:
    """For a field that takes one, and got several: where the others go, behind a semicolon."""
    told = model.where_others_go.get(name, "") if model is not None and isinstance(value, Sequence) else ""
    return told and f"; {told}"


def nothing(value: Node) -> Scalar | None:
    """The word for nothing that stands alone in a list. In quotes it is a word like others."""
    item = value.items[0] if isinstance(value, Sequence) and len(value.items) == 1 else None
    return item if isinstance(item, Scalar) and item.plain and _NOTHING.fullmatch(item.text) else None


def of_nothing(item: Scalar, *, required: bool) -> str:
    """The mend of a list with such an item."""
    if required:
        return "write one; the page cannot do without it"
    return f'delete the line: a list of nothing needs none; for the word itself write it in quotes: "{item.text}"'


def of_value(value: Node) -> str:
    """The mend of a field that says nothing, and that the page cannot do without."""
    if isinstance(value, Scalar) and value.text.isalpha():
        return f'{value.text} means no value; for the word itself write it in quotes: "{value.text}"'
    return "write one; the page cannot do without it"


def of_shape(shape: Shape, node: Node, loc: Loc, around: type[Model] | None) -> tuple[str, str]:
    """What a field of this shape takes, in words, and the mend of a node that is something else."""
    name, texts = loc[-1] if loc else "name", _texts(node)
    if shape.form == "list" and isinstance(node, Scalar) and _NOTHING.fullmatch(node.text):
        return "a list", "delete the line: a list of nothing needs none"
    if shape.form == "list":
        each = _items(shape, node) if _takes_text(shape.item) and not isinstance(node, Mapping) else []
        rows = "".join(f"\n  - {as_written(text)}" for text in each) or "\n  - ..."
        return "a list", f"write one item a line:\n{name}:{rows}"
    if shape.form == "group" and shape.model is not None:
        if isinstance(node, Scalar) and (parts := re.fullmatch(r"(\w+:)(?!//)(\S.*)", node.text)):
            hint = f"put it on a line of its own, with a space after the colon:\n  {parts[1]} {parts[2]}"
        else:
            hint = "write the fields one a line: " + ", ".join(shapes(shape.model))
        return "a group of fields", hint
    if shape.form == "table":
        return "names with values", f"write one a line: `{shape.sample}: value`"
    return "one text", _one_text(node, loc, around, texts)


def _one_text(node: Node, loc: Loc, around: type[Model] | None, texts: list[str]) -> str:
    """The mend of a list or group where one text belongs."""
    if loc and isinstance(loc[-1], int):
        return f"write one text an item:\n- {as_written(texts[0])}" if len(texts) == 1 else "write one text an item"
    if loc and isinstance(node, Sequence) and len(texts) == 1:
        return f"write it without a list:\n{loc[-1]}: {as_written(texts[0])}"
    if loc and isinstance(node, Sequence) and texts and all(re.fullmatch(_ID, text) for text in texts):
        others = _where_others_go(around, str(loc[-1]), node)
        return f"write one of them, such as `{loc[-1]}: {texts[0]}`{others}"
    return "write it on one line, behind the colon"


def _texts(node: Node) -> list[str]:
    """The texts that a node holds and nothing else; the ids of a line of ids."""
    match node:
        case Scalar(text=text):
            parts = re.split(r", *", text)
            return parts if all(re.fullmatch(_ID, part) for part in parts) else [text]
        case Sequence(items=items) | Mapping(entries=((_, *items),)):
            return [item.text for item in items if isinstance(item, Scalar)]
    return []


def _items(shape: Shape, node: Node) -> list[str]:
    """The items that a text stands for in the place of a list; none where only its author knows where one ends."""
    texts = _texts(node)
    if isinstance(node, Scalar) and (rows := items(node.text)):
        texts = rows
    if shape.item is not None and shape.item.model is not None and any(re.match(r"[^.]{1,40}: ", t) for t in texts):
        return []  # a field of the item, or the role that takes the step
    if shape.item is None or len(texts) != 1:
        return texts
    if _refers(shape.item):
        # A title may hold such a word or sign itself: only ids are surely divided there.
        parts = [part for part in re.split(r"\s*[,;/&+]\s*|\s+(?:and|or)\s+", texts[0]) if part]
        return parts if all(re.fullmatch(_ID, part) for part in parts) else re.split(r"\s*[,;]\s*", texts[0])
    return [] if re.search(r"[,;\n]|\s/\s|^(?:[-*+•–]|\d{1,2}[.)])\s", texts[0]) else texts


def _refers(shape: Shape) -> bool:
    """Whether a text of this shape names a record: it is a reference, or the short form of one."""
    if shape.model is None:
        return bool(shape.to)
    long = shape.model.long_form(Scalar(1, 1, "x"))
    known = shapes(shape.model)
    return isinstance(long, Mapping) and any(known[key.text].shape.to for key, _ in long.entries if key.text in known)


def _takes_text(shape: Shape | None) -> bool:
    """Whether an item can be one text: it is one, or has a short form that is."""
    if shape is None or shape.model is None:
        return shape is not None and shape.form == "text"
    return isinstance(shape.model.long_form(Scalar(1, 1, "x")), Mapping)

"""Walk the tree of a parsed text: note what stands where, and change nodes to what is written as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable

import comrak
from comrak import AstNode

from harvest.source.markdown import definitions, inline, lists, raw_html, remarks, rewrite
from harvest.source.markdown.html import read_html
from harvest.source.markdown.nodes import link, paragraph, raw, text, value_of
from harvest.source.markdown.places import Change, Places
from harvest.source.markdown.reading import Reading
from harvest.source.markdown.slug import anchor
from harvest.source.markdown.values import Block, BlockForm, Footnote, Heading, Item, slot

Write = Callable[[list[AstNode]], str]
"""Nodes → their HTML."""
_PARTING = "\0"
"""Between the HTML of two blocks, which are written at once; no text holds it."""

_FORMS: dict[type, BlockForm] = {
    comrak.Paragraph: "paragraph",
    comrak.Heading: "heading",
    comrak.List: "list",
    comrak.CodeBlock: "code",
    comrak.BlockQuote: "quote",
    comrak.Alert: "quote",
    comrak.Table: "table",
    comrak.HtmlBlock: "html",
}
_ALERTS = (
    (comrak.AlertType.Note, "note"),
    (comrak.AlertType.Tip, "tip"),
    (comrak.AlertType.Important, "important"),
    (comrak.AlertType.Warning, "warning"),
    (comrak.AlertType.Caution, "caution"),
)
_HOLDERS = (comrak.BlockQuote, comrak.Alert, comrak.Item, comrak.TaskItem, comrak.FootnoteDefinition)
"""What holds blocks, between which addresses may be defined."""
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_WHOLE_COMMENTS = re.compile("<!--.*?-->", re.DOTALL)
_OWN_ANCHOR = re.compile(r"(?<!\s)\s*\{:?[ \t]*(?=[#.])(?:#([\w:.-]++))?[^{}]*\}\s*$")
"""Names and looks that other programs give a heading, which no reader is shown."""


class Walk(Reading):
    """A reading of a text that goes through its tree block by block; `write` gives the HTML of nodes."""

    def __init__(self, places: Places, key: str, write: Write) -> None:
        super().__init__(places, key)
        self.write = write
        self.rare = remarks.holds_rare(self.text)
        self._pending: list[tuple[BlockForm, int, str, int, tuple[Item, ...]]] = []  # blocks whose HTML is to come
        self._shown: list[AstNode] = []  # the nodes of the blocks, a parting behind each

    def document(self, root: AstNode) -> None:
        """Read the whole tree, block by block."""
        before: AstNode | None = None
        part = raw(_PARTING, root)
        remarks.spread_list(root.children, self)
        for node in root.children:
            kind = type(node.node_value)
            if kind is comrak.List and before is not None and type(before.node_value) is comrak.List:
                remarks.between(before, node, self)
            before = node
            self._top(node, kind, part)
        self.hidden_no_longer()
        remarks.plain_notes(self)
        if self._defines:
            definitions.between_blocks(root.children, 0, len(self.text), self)
        if "<!" in self.text or "%%" in self.text:
            self.comments_left()
        if self._shown:
            htmls = self.write(self._shown).split(_PARTING)
            self.blocks = [
                Block(form, start, words, self._marked(html, heading), items)
                for (form, start, words, heading, items), html in zip(self._pending, htmls, strict=False)
            ]

    # Blocks

    def _top(self, node: AstNode, kind: type, part: AstNode) -> None:
        self.block = []
        place = node.sourcepos.start
        start = self.places.offset(place.line, place.column)
        headings = len(self.headings)
        form = _FORMS.get(kind, "other")
        items: tuple[Item, ...] = ()
        if kind is comrak.List:
            remarks.listed(node, self)
            items = tuple(self._items(node))
            kept: list[AstNode] | None = None
        else:
            inside = node.children if kind is comrak.Paragraph else ()
            if len(inside) == 1 and type(inside[0].node_value) is comrak.Strong:
                form = "bold line"
            kept = self._block(node)
        if kept is None or kept:
            words = self.block[0] if len(self.block) == 1 else "\n".join(filter(None, self.block))
            self._pending.append((form, start, words, headings if kind is comrak.Heading else -1, items))
            self._shown += (*(kept or (node,)), part)

    def _marked(self, html: str, heading: int) -> str:
        """Return the HTML of a block; a heading, given by its number, gets the slot of its anchor."""
        html = html.removeprefix("\n")
        if heading < 0:
            return html
        mark = f'<a href="{slot(self.key, f"heading-{heading}")}"></a>'
        return html.replace(">", f">{mark}", 1)

    def _items(self, node: AstNode) -> list[Item]:
        """Return the items of a list at the outermost level."""
        found = []
        for item in node.children:
            before = len(self.block)
            self._inside(item)
            paragraph = next((c for c in item.children if type(c.node_value) is comrak.Paragraph), item)
            start = self.places.offset((place := paragraph.sourcepos.start).line, place.column)
            words = next(filter(None, self.block[before:]), "")
            found.append(Item(" ".join(words.split()), self.places.written(start)))
        return found

    def _block(self, node: AstNode) -> list[AstNode] | None:
        """Read a block. Return what is written in its place, or None for the block itself."""
        kind = type(node.node_value)
        if kind is comrak.Paragraph or kind is comrak.TableCell:
            self._leaf(node)
        elif kind is comrak.Heading:
            self._heading(node)
        elif kind is comrak.CodeBlock:
            self._code(node)
            return [] if self.hidden.name else None
        elif kind is comrak.HtmlBlock:
            return self._html(node)
        elif kind is comrak.MultilineComment:
            self._comment(node)
            return []
        elif kind is comrak.FootnoteDefinition:
            self._note(node)
            return []
        else:
            self._inside(node)
        return None

    def _inside(self, node: AstNode) -> None:
        """Read the blocks inside a quotation, a list, an item or a table."""
        value = node.node_value
        kind = type(value)
        self._depth += 1
        children = node.children
        if kind is comrak.List:
            remarks.changed_list(node, self)
        if kind is comrak.TableRow and children:
            remarks.row(children, self.span(node)[1], self)
        if self._defines and kind in _HOLDERS:
            definitions.between_blocks(children, *self.span(node), self)
        kept: list[AstNode] = []
        changed = False
        for child in children:
            pieces = self._block(child)
            if pieces is None:
                kept.append(child)
            else:
                kept += pieces
                changed = True
        self._depth -= 1
        if kind is comrak.TaskItem:
            self._task(node, kept)
        elif kind is comrak.Alert:
            title = "" if self.hidden.name else raw_html.without_hidden(value_of(node).title or "").lstrip("+- ")
            sort = next(name for alert, name in _ALERTS if value_of(node).alert_type == alert)
            node.node_value = comrak.BlockQuote()
            kept = [paragraph(link(slot(self.key, f"alert-{sort}"), title, node), node), *kept]
            self.block.insert(0, title)
            remarks.title_of_note(title, self.span(node)[0], self)
            changed = True
        elif kind is comrak.DescriptionItem:
            loose = any(len(child.children) > 1 for child in children)
            if loose:
                old = value_of(node)
                new = comrak.NodeDescriptionItem(old.marker_offset, old.padding, False)
                node.node_value = comrak.DescriptionItem(new)
        if changed:
            node.children = kept

    def _task(self, node: AstNode, kept: list[AstNode]) -> None:
        """Put a box before a task: the sanitiser would remove an input field."""
        sort = "done" if value_of(node).symbol else "todo"
        plain = comrak.NodeList(comrak.ListType.Bullet, 0, 2, 1, comrak.ListDelimType.Period, 45, True, False)
        node.node_value = comrak.Item(plain)
        box = link(slot(self.key, sort), "", node)
        if kept and type(kept[0].node_value) is comrak.Paragraph:
            kept[0].children = [box, text(" ", node), *kept[0].children]

    def _leaf(self, node: AstNode) -> None:
        self.leaf_node = node
        words = self._run(node, node.children)
        if remarks.begins(words) and type(node.node_value) is comrak.Paragraph:
            remarks.paragraph(self)

    def _run(self, node: AstNode, children: list[AstNode]) -> str:
        """Read running text, most of which is plain. Return its words."""
        if len(children) == 1 and type(children[0].node_value) is comrak.Text and not self.hidden.name:
            words: str = value_of(children[0])
            if words.isascii() and not remarks.worth(words, rare=self.rare):
                self.runs.append(words)
                self.block.append(words)
                return words
        self.begin_run()
        changed = inline.children(node, self)
        if changed is not None:
            node.children = changed
        return self.end_run()

    def _heading(self, node: AstNode) -> None:
        value = value_of(node)
        start, end = self.span(node)
        self.leaf_node = node
        own = decorated = ""
        children = node.children
        if children and type(children[-1].node_value) is comrak.Text:
            last = value_of(children[-1])
            if last.endswith("}") and (found := _OWN_ANCHOR.search(last)):
                own, decorated = found[1] or "", found[0]
                children[-1].node_value = comrak.Text(last[: found.start()])
        outer = self._depth == 0
        if outer and value.level <= 2:
            self.hidden_no_longer()
        words = self._run(node, children)
        if decorated:
            self.remarks = [remark for remark in self.remarks if remark.start < start or remark.what != "attributes"]
        words = " ".join(words.split())
        self.headings.append(Heading(value.level, words, anchor(words, self._seen), start, end, own, outer))
        if not outer:
            mark = link(slot(self.key, f"heading-{len(self.headings) - 1}"), "", node)
            node.children = [mark, *node.children]
        if value.setext and self.text.count("\n", start, end) > 1:
            self.remark("heading by a line", start, end, words)

    def _code(self, node: AstNode) -> None:
        value = value_of(node)
        self.begin_run()
        self.say(value.literal.rstrip("\n"))
        self.end_run()
        start, end = self.span(node)
        if not value.fenced and not self._depth:
            self.changes += lists.far_in(self.text, start, end)
        if value.fenced and value.closed:  # else it was hardly meant as code: what is hidden there stays so
            self.code(start, end)
        remarks.code(value, start, end, self)

    def _comment(self, node: AstNode) -> None:
        start, end = self.span(node)
        fences = len(_FENCE.findall(value_of(node).literal))
        whole = rewrite.comment(self.text, start, "%%", [(start, end)]) if fences % 2 else None
        if whole is not None:  # it does not end inside code that it holds
            self.changes.append(whole)
        elif value_of(node).closed:
            self.comment(start, end)
        else:  # it would hide all text below it: it is read as text, and told
            self.changes.append(Change(start, 0, "\\"))

    def _note(self, node: AstNode) -> None:
        block, self.block = self.block, []
        depth, self._depth = self._depth, self._depth + 1
        outer, label = self.note, value_of(node).name
        known = {note.label.casefold() for note in self.notes}
        # Of several notes with one label readers get the first; links in the others lead nowhere.
        self.note = label.casefold() + ("\0" if label.casefold() in known else "")
        start, end = self.span(node)
        self._inside(node)
        html = self.write(node.children) if node.children else ""
        self.notes.append(Footnote(label, start, end, "\n".join(self.block), html))
        self.block, self._depth, self.note = block, depth, outer

    def _html(self, node: AstNode) -> list[AstNode]:
        value = value_of(node)
        start, end = self.span(node)
        if value.block_type == 2:
            return self._html_comment(value.literal, start, end)
        self.leaf_node = node
        self.begin_run()
        literal = read_html(value.literal, start, self)
        self.end_run()
        if literal != value.literal:
            node.node_value = comrak.HtmlBlock(comrak.NodeHtmlBlock(value.block_type, literal))
        return [node]

    def _html_comment(self, literal: str, start: int, end: int) -> list[AstNode]:
        close = literal.rfind("-->")
        # Behind the last end no comment is whole, and looking for one from each beginning would take long.
        outside = _WHOLE_COMMENTS.sub("", literal[: close + 3]) + literal[close + 3 :]
        if close >= 0 and outside.strip():  # text, or another comment that goes on
            self.changes += rewrite.comments(self.text, start, end)
        if close >= 0:
            self.comment(start, end)
        return []

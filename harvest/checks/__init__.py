"""List the checks: plain functions that take the corpus and yield problems. They run last, in this order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from harvest.checks import (
    addresses,
    circle,
    contacts,
    copies,
    documents,
    form,
    links,
    look,
    markup,
    naming,
    people,
    people_list,
    pictures,
    reading,
    relations,
    reviews,
    rule,
    safety,
    standing,
    starter,
    untouched,
    writing,
)
from harvest.corpus import Corpus
from harvest.problems.problem import Problem

Check = Callable[[Corpus], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    addresses.addresses,
    addresses.views,
    form.duplicate_ids,
    form.duplicate_titles,
    copies.copies,
    form.sections,
    untouched.texts,
    form.lengths,
    relations.relations,
    links.links,
    markup.remarks,
    relations.cycles,
    circle.unpublished,
    naming.plain_names,
    people.people_named,
    reading.names_unread,
    relations.orphans,
    writing.instances,
    writing.undated,
    writing.evidence,
    writing.changed_after_check,
    writing.similar_titles,
    standing.avoided_words,
    standing.answered_questions,
    standing.handed_over,
    standing.located_values,
    standing.results_for_managers,
    standing.discussed_after_raised,
    starter.starter_texts,
    circle.recorded_consent,
    circle.quotations,
    contacts.contacts,
    documents.documents,
    documents.left_behind,
    people_list.sole_participants,
    rule.milder_rules,
    reviews.objections,
    reviews.shown_before_change,
    pictures.alternative_text,
    pictures.photographs,
    safety.raw_html,
    safety.unsafe_links,
)

ELSEWHERE: tuple[Check, ...] = (
    links.spine,
    look.logo,
    starter.starter_settings,
    documents.readings,
    naming.names_elsewhere,
    contacts.contacts_elsewhere,
    people.people_elsewhere,
    people_list.list_of_people,
    reviews.review_file,
    reading.unread_elsewhere,
    reading.names_unchecked,
)
"""The checks of what lies outside the content folder too: paths of their problems begin at that of `mkdocs.yml`."""

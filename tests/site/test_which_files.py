"""Which files MkDocs gets to publish, without a build: by allow-list, whatever lies in the folders."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files, InclusionLevel, get_files, set_exclusions
from PIL import Image

from harvest.pipeline import load
from harvest.publication import CONFIG as NAME
from harvest.site.mkdocs.files import without_everything
from harvest.site.mkdocs.plugin import HarvestPlugin
from harvest.site.pages import Site, assets
from tests.drawing import CONFIG, Write, pattern

SVG = "<svg xmlns='http://www.w3.org/2000/svg'><!-- Piet --></svg>"
RUNS = "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"
THEME = "{name: material, language: nl}"
OWN = THEME.replace("}", ", custom_dir: vorm}")
CARDS = {
    "content/index.md": "---\ntitel: Begin\nview: home\n---\n![x](b/pagina.svg)\n",
    "content/patronen/een.md": pattern("Een", text="![x](../b/kaart.svg)"),
    "content/patronen/twee.md": pattern("Twee", status="concept", text="![x](../b/concept.svg)"),
    **{f"content/b/{name}.svg": SVG for name in ("pagina", "kaart", "concept", "los")},
}
"""An index, a card, a draft, and pictures that these name and none names."""


def sites(folder: Path, *, preview: bool) -> tuple[MkDocsConfig, Site, Files]:
    """What MkDocs has read when it asks which files to publish, and the site of what was checked."""
    config = load_config(str(folder / NAME))
    config.exclude_docs = without_everything(config.exclude_docs)  # as the plugin does before MkDocs looks at any file
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    set_exclusions(files, config)
    whole = load(folder / NAME)
    return config, Site(whole if preview else whole.published(), preview=preview, booklet=False), files


def published(files: Files, site: Site, config: MkDocsConfig, *, preview: bool) -> Files:
    """What is left of the files, or comes to them, once MkDocs has asked our plugin."""
    plugin = config.plugins["harvest"]
    assert isinstance(plugin, HarvestPlugin)
    plugin.site, plugin.preview = site, preview
    return config.plugins.on_files(files, config=config)


def out(folder: Path, *, preview: bool = False) -> Files:
    """The files that are published."""
    config, site, files = sites(folder, preview=preview)
    return published(files, site, config, preview=preview)


def own(files: Files) -> set[str]:
    """Their names, without those that Material and every site have."""
    theme = {file.src_uri for file in files if (file.src_dir or "").endswith("material/templates")}
    return {file.src_uri for file in files} - theme - set(assets())


def test_an_edition_has_what_it_shows_and_the_preview_drafts_too(write: Write) -> None:
    folder = write(CARDS)
    edition = {"index.md", "patronen/index.md", "patronen/een.md", "b/pagina.svg", "b/kaart.svg"}
    assert own(out(folder)) == edition
    assert own(out(folder, preview=True)) == edition | {"patronen/twee.md", "b/concept.svg", "redactie.md"}


def test_pictures_go_out_clean(write: Write) -> None:
    """In the preview too, where people look over somebody's shoulder."""
    folder = write({**CARDS, "content/over.md": "![x](b/foto.JPG)\n"})
    Image.new("RGB", (6, 4)).save(folder / "content/b/foto.JPG", "JPEG", comment=b"Piet")
    for preview in (False, True):
        files = out(folder, preview=preview)
        drawing, photograph = files.get_file_from_path("b/pagina.svg"), files.get_file_from_path("b/foto.JPG")
        assert drawing is not None
        assert photograph is not None
        assert b"Piet" not in drawing.content_bytes
        assert b"Piet" not in photograph.content_bytes


def test_a_photograph_that_broke_since_it_was_read_stays(write: Write, caplog: pytest.LogCaptureFixture) -> None:
    """Its bytes never go out as they are; it stops an edition, and is missing from the preview, with a warning."""
    folder = write({**CARDS, "content/over.md": "![x](b/foto.jpg)\n"})
    for preview in (False, True):
        Image.new("RGB", (6, 4)).save(folder / "content/b/foto.jpg", "JPEG")
        config, site, files = sites(folder, preview=preview)
        (folder / "content/b/foto.jpg").write_bytes(b"Piet")
        if preview:
            with caplog.at_level(logging.WARNING):
                assert "b/foto.jpg" not in own(published(files, site, config, preview=True))
            assert "content/b/foto.jpg" in caplog.text
        else:
            with pytest.raises(PluginError, match=r"content/b/foto\.jpg:1:1 .* \(fout, image-unreadable\)"):
                published(files, site, config, preview=False)


def test_every_edition_has_our_own_look(write: Write) -> None:
    names = {file.src_uri for file in out(write(CARDS))}
    assert assets().keys() <= names


def test_of_two_pages_at_one_address_the_index_stays(write: Write) -> None:
    """As MkDocs has it: a README beside an index has no page."""
    names = own(out(write({**CARDS, "content/over/index.md": "X.\n", "content/over/README.markdown": "Y.\n"})))
    assert {name for name in names if name.startswith("over")} == {"over/index.md"}


def test_the_site_knows_where_its_pages_stand(write: Write) -> None:
    config, site, files = sites(write(CARDS), preview=False)
    published(files, site, config, preview=False)
    assert site.urls == {"index.md": "", "patronen/index.md": "patronen/", "patronen/een.md": "patronen/een/"}


def test_what_stands_in_no_menu_is_told_to_be_so(write: Write) -> None:
    """Where there is a menu; MkDocs would call each such page forgotten."""
    for nav, outside in (("", set()), ("nav: [index.md, patronen/index.md]\n", {"patronen/een.md"})):
        files = out(write({**CARDS, "mkdocs.yml": CONFIG + nav}))
        assert {f.src_uri for f in files.documentation_pages() if f.inclusion == InclusionLevel.NOT_IN_NAV} == outside


def test_of_what_mkdocs_yml_names_only_styles_and_programs_go_along(write: Write) -> None:
    named = "extra_css: [a.css, notitie.txt, b/los.svg]\nextra_javascript: [b.js, {path: c.mjs}, d.json]\n"
    beside = {f"content/{name}": "x" for name in ("a.css", "b.js", "c.mjs", "d.json", "e.css", "f.js", "notitie.txt")}
    files = out(write({**CARDS, **beside, "mkdocs.yml": CONFIG + named}))
    assert {name for name in own(files) if not name.endswith((".md", ".svg"))} == {"a.css", "b.js", "c.mjs"}
    assert "b/los.svg" not in own(files)


def test_a_style_that_is_a_shortcut_does_not_go_along(write: Write) -> None:
    """It could lead to a draft; a build that is let through all the same is without."""
    folder = write(
        {**CARDS, "content/vorm/a.css": "x", "mkdocs.yml": CONFIG + "extra_css: [vorm/a.css, b.css, c.js]\n"}
    )
    (folder / "content/b.css").symlink_to("patronen/een.md")
    (folder / "content/c.js").symlink_to("vorm/a.css")
    assert {name for name in own(out(folder)) if name.endswith((".css", ".js"))} == {"vorm/a.css"}


def test_a_theme_brings_its_look_and_nothing_else(write: Write) -> None:
    """Not what Material has and our pages do not use."""
    sorts = ".css .js .mjs .json .svg .png .jpg .jpeg .gif .webp .ico .woff .woff2 .ttf .otf .map .SVG".split()
    look = {f"a{sort}" for sort in sorts} | {"diep/b.css"}
    other = {"namen.txt", "namen.csv", "namen.xlsx", "plan.md", "x.html", "css", "plan.pdf"}
    folder = write({f"vorm/{name}": "x" for name in look | other} | {"mkdocs.yml": CONFIG.replace(THEME, OWN)})
    for kind in ("png", "jpg", "jpeg", "gif", "webp"):
        exif = Image.Exif()
        exif[0x013B] = "Piet"
        Image.new("RGB", (6, 4)).save(folder / f"vorm/a.{kind}", exif=exif)
    assert {name for name in own(out(folder)) if not name.endswith(".md")} == look
    files = out(folder)
    photograph = files.get_file_from_path("a.jpg")
    assert b"Piet" in (folder / "vorm/a.jpg").read_bytes()
    assert photograph is not None
    assert b"Piet" not in photograph.content_bytes
    names = {file.src_uri for file in files}
    assert any(name.startswith("assets/javascripts/workers/search") for name in names)
    assert not any(name.startswith(("assets/stylesheets/", "assets/javascripts/bundle")) for name in names)
    assert "assets/images/favicon.png" not in names


@pytest.mark.parametrize("where", ["private", "private/diep", "site-circle", "site", "content/b", "uit", "snel"])
def test_a_theme_is_no_way_out(write: Write, where: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of what the circle keeps, an older site, and what was checked; also through a shortcut, to it or to all of it."""
    theme = OWN if where == "uit" else OWN.replace("vorm", ".")
    secret = {"uit": "private", "snel": "private"}.get(where, where)
    texts = {f"{secret}/geheim.css": "x", "vorm/a.css": "x", "mkdocs.yml": CONFIG.replace(THEME, theme)}
    folder = write({**CARDS, **texts})
    if where == "uit":
        (folder / "vorm/geheim.css").symlink_to("../private/geheim.css")
    if where == "snel":
        shortcut = tmp_path_factory.mktemp("elders") / "snel"
        shortcut.symlink_to(folder)
        folder = shortcut
    names = own(out(folder))
    assert not {name for name in names if name.endswith("geheim.css")}
    assert {name for name in names if name.endswith("a.css")} == {"a.css" if where == "uit" else "vorm/a.css"}


@pytest.mark.parametrize("setting", ["exclude_docs: patronen/een.md", "draft_docs: patronen/een.md"])
def test_what_mkdocs_would_leave_out_stops_an_edition(write: Write, setting: str) -> None:
    """It was checked, and is printed; a page that was left out of an edition anyway is nobody's concern."""
    folder = write({**CARDS, "mkdocs.yml": f"{CONFIG}{setting}\n"})
    with pytest.raises(PluginError, match=r"«patronen/een\.md»"):
        out(folder)
    out(folder, preview=True)
    out(write({"mkdocs.yml": f"{CONFIG}{setting.replace('een', 'twee')}\n"}))


def test_a_card_that_went_since_it_was_read_is_still_there(write: Write) -> None:
    """What was checked is published; once it is listed by MkDocs no more, its page is made all the same."""
    folder = write(CARDS)
    for preview in (False, True):
        (folder / "content/patronen/een.md").write_text(CARDS["content/patronen/een.md"], "utf-8")
        config, site, files = sites(folder, preview=preview)
        for path in ("patronen/een.md", "b/los.svg"):
            file = files.get_file_from_path(path)
            assert file is not None
            files.remove(file)
        (folder / "content/patronen/een.md").unlink()
        page = published(files, site, config, preview=preview).get_file_from_path("patronen/een.md")
        assert page is not None
        assert site.urls["patronen/een.md"] == "patronen/een/"


def test_what_another_plugin_leaves_out_stops_an_edition(write: Write) -> None:
    """It was checked, and stands in the lists and in the booklet; the preview shows it, as it shows drafts."""
    folder = write(CARDS)
    for preview in (False, True):
        config, site, files = sites(folder, preview=preview)
        page = files.get_file_from_path("patronen/een.md")
        assert page is not None
        files.remove(page)
        if preview:
            assert "patronen/een.md" in own(published(files, site, config, preview=True))
        else:
            with pytest.raises(PluginError, match=r"«patronen/een\.md» wordt weggelaten door een andere uitbreiding"):
                published(files, site, config, preview=False)


def test_a_picture_that_went_since_it_was_read_is_told(write: Write) -> None:
    """Whether MkDocs still lists it or not; the preview goes on."""
    folder = write(CARDS)
    for listed in (False, True):
        for preview in (False, True):
            (folder / "content/b/pagina.svg").write_text(SVG, "utf-8")
            config, site, files = sites(folder, preview=preview)
            picture = files.get_file_from_path("b/pagina.svg")
            assert picture is not None
            (folder / "content/b/pagina.svg").unlink()
            if not listed:
                files.remove(picture)
            if preview:
                assert "b/pagina.svg" not in own(published(files, site, config, preview=True))
            else:
                with pytest.raises(FileNotFoundError, match=r"b/pagina\.svg"):
                    published(files, site, config, preview=False)


def test_a_drawing_that_came_to_do_more_since_it_was_read_stays(write: Write, caplog: pytest.LogCaptureFixture) -> None:
    """It stops an edition, and is missing from the preview, with a warning."""
    folder = write(CARDS)
    for preview in (False, True):
        (folder / "content/b/pagina.svg").write_text(SVG, "utf-8")
        config, site, files = sites(folder, preview=preview)
        (folder / "content/b/pagina.svg").write_text(RUNS, "utf-8")
        if preview:
            with caplog.at_level(logging.WARNING):
                assert "b/pagina.svg" not in own(published(files, site, config, preview=True))
            assert "content/b/pagina.svg" in caplog.text
        else:
            with pytest.raises(PluginError, match=r"content/b/pagina\.svg:1"):
                published(files, site, config, preview=False)

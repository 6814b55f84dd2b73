"""What MkDocs has to know of these pages: where they lie, which lists they hold, and that there are two languages."""

import os
import re
import subprocess
from pathlib import Path
from posixpath import dirname, join, normpath
from types import SimpleNamespace

import rjieba
from markdown import Extension
from markdown.preprocessors import Preprocessor
from markdown_it import MarkdownIt
from material.plugins.search import plugin as search
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

ROOT = Path(__file__).resolve().parent.parent
FRONT = {"en": "README.md", "zh": "README.zh.md"}
LINK = re.compile(r"\]\(([^)\s#:]+)(?:#[^)\s]*)?\)")
COMMON_MARK = MarkdownIt("commonmark").enable("table")

# The search finds Chinese words where something parts them; of the two libraries for that, this one comes built and starts at once.
search.jieba = SimpleNamespace(cut=lambda text: rjieba.cut(text.decode("utf-8")))


def language(path):
    return "zh" if path == FRONT["zh"] or path.startswith("docs/zh/") else "en"


# -- where the pages lie ---------------------------------------------------------------------------------------------------------


def on_files(files, config):
    """All pages below docs, with the two front pages and whatever else a page leads to, each by its path in the repository."""
    of_docs, of_theme = ([file for file in files if (file.src_dir == config.docs_dir) is ours] for ours in (True, False))
    waiting = [f"docs/{file.src_uri}" for file in of_docs] + list(FRONT.values())
    found = {}
    while waiting:
        path = waiting.pop()
        if path in found or not (ROOT / path).exists():
            continue  # a link to nowhere is reported by MkDocs
        found[path] = file_at(path, config)
        if path.endswith(".md"):
            links = LINK.findall((ROOT / path).read_text("utf-8"))
            waiting += [normpath(join(dirname(path), link)) for link in links]
    return Files([found[path] for path in sorted(found)] + of_theme)


def file_at(path, config):
    if (ROOT / path).is_dir():
        inside = subprocess.run(["git", "ls-files", path], cwd=ROOT, check=True, capture_output=True, text=True).stdout
        file = File.generated(config, path, content=inside)
    else:
        file = File.generated(config, path, abs_src_path=os.fspath(ROOT / path))
    if path in FRONT.values():
        file.dest_uri = "zh/index.html" if language(path) == "zh" else "index.html"
    elif path.startswith("docs/"):
        file.dest_uri = file.dest_uri.removeprefix("docs/")
    elif path.endswith("/README.md"):
        file.name, file.dest_uri = "README", f"{dirname(path)}.html"  # as 'index' it would stand for its whole part of the navigation
    elif not path.endswith(".md"):
        file.dest_uri = f"files/{path}.txt"  # which a browser shows, whatever kind of text it is
    return file


# -- what they hold --------------------------------------------------------------------------------------------------------------


class ListsOfCommonMark(Preprocessor):
    """A point of a list may follow another paragraph without an empty line, as it may on GitHub."""

    POINT = re.compile(r"(?P<left> *)(?:(?P<bullet>[-*])|\d+\.) ")

    def run(self, lines):
        out, first, fence = [], "", False  # first: the line that the paragraph begins with
        for line in lines:
            point = not fence and self.POINT.match(line)
            if point and first and not self.holds(first, point):
                out.append("")
                first = ""
            first = first or line if line.strip() else ""
            fence ^= line.lstrip().startswith("```")
            out.append(line)
        return out

    def holds(self, first, point):
        """Whether what begins so is a list of which the point is one, or a point's list."""
        around = self.POINT.match(first)
        if not around or around["left"] == point["left"]:
            return around and around["bullet"] == point["bullet"]
        return around["left"] < point["left"]


class CommonMarkLists(Extension):
    def extendMarkdown(self, md):
        md.tab_length = 2  # how far what belongs to a point of a list is moved to the right
        md.build_parser()  # whose parts keep the length that they were made with
        md.preprocessors.register(ListsOfCommonMark(md), "lists", 26)  # before fences become marks


def on_config(config):
    config.markdown_extensions.insert(0, CommonMarkLists())  # it makes the parser anew, so it comes first


def on_page_content(html, page, config, files):
    """The page says here what it says on GitHub: as many points, rows and samples."""
    common = COMMON_MARK.render(page.markdown)
    for tag in ("li", "ol", "ul", "table", "td", "pre", "h2", "h3"):
        here, there = (len(re.findall(rf"<{tag}[ >]", text)) for text in (html, common))
        if here != there:
            raise PluginError(f"{page.file.src_uri}: {here} elements <{tag}>, {there} on GitHub; an empty line before it may help")
    return html


# -- two languages ---------------------------------------------------------------------------------------------------------------


def on_nav(nav, config, files):
    for code in FRONT:
        pages = [page for page in nav.pages if language(page.file.src_uri) == code]
        pages[0].previous_page = pages[-1].next_page = None


def on_page_markdown(markdown, page, config, files):
    if page.file.src_uri == "CHANGELOG.md":
        page.meta["search"] = {"exclude": True}  # it has every word, and so would stand above the pages about them
    return markdown


def on_page_context(context, page, config, nav):
    """The words of the theme, the navigation and the other language's page are the page's own."""
    path = page.file.src_uri
    here = language(path)
    config.theme["language"] = here
    chinese = next(item for item in nav.items if item.title == "中文")
    items = chinese.children if here == "zh" else [item for item in nav.items if item is not chinese]
    context["nav"] = Navigation(items, [each for each in nav.pages if language(each.file.src_uri) == here])
    context["nav"].homepage = next(each for each in nav.pages if each.file.src_uri == FRONT[here])
    urls = {each.file.src_uri: each.url for each in nav.pages}
    config.extra["alternate"] = [
        {"name": name, "lang": code, "link": urls.get(in_language(path, code), urls[FRONT[code]])}
        for code, name in (("en", "English"), ("zh", "中文"))
    ]
    return context


def in_language(path, code):
    """Where the page's text stands in that language, if it was translated."""
    if language(path) == code:
        return path
    return re.sub(r"^docs/(zh/)?", "docs/zh/" if code == "zh" else "docs/", path) if path.startswith("docs/") else FRONT[code]

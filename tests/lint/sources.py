"""Calls and words that do not belong where they stand."""

import re

from tap import Report, root

SQL_WORD = re.compile(r'"\s*(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|WITH RECURSIVE)\b')
PRINTED_SQL = re.compile(r'(g_strdup_printf|g_string_append_printf|sqlite3_mprintf)\s*\(\s*[^;]*?"[^"]*\b(SELECT|INSERT|UPDATE|DELETE)\b')
POSIX = re.compile(r'#\s*include\s+<(unistd|fcntl|sys/\w+|pwd|dirent|signal|pthread|strings|langinfo)\.h>')
NEWER_GTK = re.compile(r'\b(gtk_file_dialog_|gtk_alert_dialog_|gtk_uri_launcher_|adw_|gtk_css_provider_load_from_string|gtk_column_view_scroll_to|gtk_list_view_scroll_to)')
OLD_GTK = re.compile(r'\b(gtk_dialog_|gtk_message_dialog_|gtk_info_bar_|gtk_combo_box|gtk_tree_view_|gtk_entry_completion|gtk_statusbar_|gtk_widget_show \()')
LEFTOVER = re.compile(r'\b(TODO|FIXME|XXX|HACK)\b')
NARROW_PRINTF = re.compile(r'%l[di]\b|%ll[di]\b|%Lf')


def files(source, *folders, endings=(".c", ".h")):
    for folder in folders:
        base = source / folder
        if base.exists():
            yield from (p for p in sorted(base.rglob("*")) if p.suffix in endings)


def grep(source, paths, pattern, unless=lambda path: False):
    for path in paths:
        if unless(path.relative_to(source).as_posix()):
            continue
        text = path.read_text(encoding="utf-8")
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{path.relative_to(source)}:{line}: {match.group(0)[:70]!r}"


def main():
    source, report = root(), Report()
    ours = list(files(source, "src"))
    report.check("sqlite3.h only in store", grep(source, ours, re.compile(r"<sqlite3\.h>"), lambda p: p.startswith("src/store/")))
    report.check("GTK only in app", grep(source, ours, re.compile(r"<(gtk|gdk|gsk)/"), lambda p: p.startswith("src/app/")))
    report.check("no SQL in the fronts", grep(source, files(source, "src/app", "src/cli"), SQL_WORD))
    report.check("no SQL printed from data", grep(source, ours, PRINTED_SQL, lambda p: p.startswith("src/record/")))
    report.check("POSIX headers only in base", grep(source, ours, POSIX, lambda p: p.startswith("src/base/")))
    report.check("nothing newer than GTK 4.8", grep(source, files(source, "src/app"), NEWER_GTK))
    report.check("old GTK calls only in app/dialogs", grep(source, files(source, "src/app"), OLD_GTK, lambda p: p.startswith("src/app/dialogs/")))
    report.check("no left-overs", grep(source, files(source, "src", "tests", "ui", "resources", endings=(".c", ".h", ".ui", ".sql", ".xml", ".css")), LEFTOVER))
    report.check("64-bit numbers by G_GINT64_FORMAT", grep(source, ours, NARROW_PRINTF))
    report.check("config.h first", [p.relative_to(source) for p in ours if p.suffix == ".c" and
                                    (re.search(r'#include ["<]([^">]+)', p.read_text(encoding="utf-8")) or [None, "config.h"])[1] != "config.h"])
    report.done()


main()

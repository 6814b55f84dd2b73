package dev.weir.jobs.verb.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.ReleasedTable.AppliedMask;
import dev.weir.jobs.cli.terminal.AlignedColumns;
import dev.weir.jobs.cli.terminal.DamagedLogFiles;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.plan.lineage.CategoryReach;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Where a category reaches, for people and for tools. */
final class CategoryText {

    private CategoryText() {}

    static void print(Terminal terminal, CategoryReport report) {
        List<List<String>> lines = new ArrayList<>();
        for (CategoryReport.Found found : report.found()) {
            CategoryReach.Place place = found.place();
            lines.add(List.of(
                    place.column().name().toString(),
                    standing(place),
                    why(place),
                    found.isOfProduct() ? in(found) : ColumnWords.place(place.column())));
        }
        AlignedColumns.printLeft(terminal, lines);
        if (!report.copies().isEmpty()) {
            terminal.result("@|bold Copies at recipients|@, with the masks of the release and of the copy");
            AlignedColumns.printLeft(
                    terminal,
                    report.copies().stream()
                            .map(sent -> List.of(
                                    "  " + sent.column(),
                                    sent.mask(),
                                    sent.recipient().name() + ", "
                                            + sent.recipient().region(),
                                    "of " + sent.release()))
                            .toList());
        }
        if (!report.beside().isEmpty()) {
            terminal.result("@|bold Beside the releases|@: " + String.join(", ", report.beside())
                    + " have values of these columns too, under the same masks.");
        }
        report.untraced()
                .forEach(table -> terminal.result("@|yellow Not all followed|@: the query of " + table
                        + ". The category may reach more; 'weir lineage " + table + "' says what was not followed."));
        if (!report.unknown().isEmpty()) {
            terminal.result("@|yellow Not known|@: " + String.join(", ", report.unknown())
                    + ". These releases were made before releases kept their lineage; rows of them are there.");
        }
        terminal.result(summary(report));
    }

    /** Where a product's column is so: by the contracts as they stand, and in which releases. */
    private static String in(CategoryReport.Found found) {
        String releases = found.releases().isEmpty()
                ? ""
                : "release" + (found.releases().size() == 1 ? " " : "s ") + ranges(found.releases());
        if (found.isNow()) {
            return releases.isEmpty() ? "by contract, not released yet" : releases;
        }
        return releases + ", no longer by contract";
    }

    /** {@code 1 to 3, 7}. */
    private static String ranges(List<Long> numbers) {
        List<String> ranges = new ArrayList<>();
        for (int from = 0; from < numbers.size(); ) {
            int to = from;
            while (to + 1 < numbers.size() && numbers.get(to + 1) == numbers.get(to) + 1) {
                to++;
            }
            ranges.add(from == to ? String.valueOf(numbers.get(from)) : numbers.get(from) + " to " + numbers.get(to));
            from = to + 1;
        }
        return String.join(", ", ranges);
    }

    private static String summary(CategoryReport report) {
        if (report.found().isEmpty() && report.copies().isEmpty()) {
            return report.category() + ": no column of this workspace has it, or is made of one that has.";
        }
        return report.category() + ": " + DisplayText.count(count(report, found -> !found.isOfProduct()), "column")
                + " of sources; " + DisplayText.count(count(report, CategoryReport.Found::isOfProduct), "column")
                + " of products: "
                + count(report, found -> found.isOfProduct() && found.place().isClear()) + " clear, "
                + count(
                        report,
                        found -> found.isOfProduct()
                                && !found.place().isClear()
                                && !found.place().isDropped())
                + " masked, " + count(report, found -> found.place().isDropped())
                + " dropped, by contract or in a release; "
                + DisplayText.count(
                        report.copies().stream()
                                .map(SentColumn::column)
                                .distinct()
                                .count(),
                        "column")
                + " exported.";
    }

    /** Columns, each once: one that is clear in a release and dropped by contract counts as both. */
    private static long count(CategoryReport report, Predicate<CategoryReport.Found> wanted) {
        return report.found().stream()
                .filter(wanted)
                .map(found -> found.place().column().name())
                .distinct()
                .count();
    }

    private static String standing(CategoryReach.Place place) {
        return place.isDropped()
                ? "dropped"
                : place.maskBefore()
                        .map(ColumnWords::before)
                        .or(() -> place.mask().map(AppliedMask::words))
                        .orElse("clear");
    }

    private static String why(CategoryReach.Place place) {
        return switch (place.why()) {
            case DECLARED -> "declared";
            case FEEDS -> "no category is declared, but a column that has it is made of this one alone";
            case MADE_OF -> place.way() + " of one that has it";
        };
    }

    /** {@code schemas/lineage-category.schema.json}. */
    static ObjectNode json(CategoryReport report) {
        ObjectNode node = Json.object().put("category", report.category());
        node.set("places", Json.objects(report.found(), CategoryText::place));
        node.set("copies", Json.objects(report.copies(), LineageJson::sent));
        node.set("beside", Json.texts(report.beside()));
        node.set("untraced", Json.texts(report.untraced()));
        node.set("unknown", Json.texts(report.unknown()));
        return DamagedLogFiles.in(node, report.damaged());
    }

    private static ObjectNode place(CategoryReport.Found found) {
        CategoryReach.Place place = found.place();
        ObjectNode node = LineageJson.column(place.column(), place.maskBefore())
                .put("clear", place.isClear())
                .put("dropped", place.isDropped())
                .put("why", Json.word(place.why()))
                .put("way", Json.word(place.way()))
                .put("now", found.isNow());
        ArrayNode releases = node.putArray("releases");
        found.releases().forEach(releases::add);
        return node;
    }
}

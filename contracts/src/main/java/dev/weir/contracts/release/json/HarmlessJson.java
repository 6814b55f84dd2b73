package dev.weir.contracts.release.json;

import static dev.weir.contracts.json.JsonKey.date;
import static dev.weir.contracts.json.JsonKey.inside;
import static dev.weir.contracts.json.JsonKey.object;
import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.texts;
import static dev.weir.contracts.json.JsonKey.whole;

import dev.weir.contracts.HarmlessColumn;
import dev.weir.contracts.json.JsonShape;
import dev.weir.contracts.release.HarmlessFinding;

/** What is called harmless, with what was found, as an object. */
final class HarmlessJson {

    private static final JsonShape<HarmlessColumn.Word> WORD = JsonShape.of(
            date("until", HarmlessColumn.Word::until),
            text("by", HarmlessColumn.Word::by),
            text("because", HarmlessColumn.Word::because),
            HarmlessColumn.Word::new);

    private static final JsonShape<Found> FOUND = JsonShape.of(
            text("category", Found::category),
            whole("found", Found::found),
            whole("values", Found::values),
            Found::new);

    static final JsonShape<HarmlessFinding> FINDING = JsonShape.of(
            text("product", finding -> finding.statement().product()),
            text("table", finding -> finding.statement().table()),
            text("column", finding -> finding.statement().column()),
            inside(FOUND, finding -> new Found(finding.category(), finding.found(), finding.values())),
            texts("looks-like", finding -> finding.statement().looksLike()),
            inside(WORD, finding -> finding.statement().word()),
            object("place", VerdictJson.PLACE, finding -> finding.statement().place()),
            (product, table, column, found, looksLike, word, place) -> new HarmlessFinding(
                    new HarmlessColumn(product, table, column, looksLike, word, place),
                    found.category(),
                    found.found(),
                    found.values()));

    /** What was found in the column. */
    private record Found(String category, long found, long values) {}

    private HarmlessJson() {}
}

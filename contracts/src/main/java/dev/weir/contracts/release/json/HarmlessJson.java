package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.HarmlessColumn;
import dev.weir.contracts.Place;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.release.HarmlessFinding;
import java.time.LocalDate;
import java.util.List;

/** What is called harmless, with what was found, as an object. */
final class HarmlessJson {

    private static final String PRODUCT = "product";
    private static final String TABLE = "table";
    private static final String COLUMN = "column";
    private static final String LOOKS_LIKE = "looks-like";
    private static final String CATEGORY = "category";
    private static final String FOUND = "found";
    private static final String VALUES = "values";
    private static final String UNTIL = "until";
    private static final String BY = "by";
    private static final String BECAUSE = "because";
    private static final String PLACE = "place";
    private static final String FILE = "file";
    private static final String LINE = "line";

    private HarmlessJson() {}

    static ObjectNode node(HarmlessFinding finding) {
        HarmlessColumn statement = finding.statement();
        ObjectNode node = Json.object()
                .put(PRODUCT, statement.product())
                .put(TABLE, statement.table())
                .put(COLUMN, statement.column())
                .put(CATEGORY, finding.category())
                .put(FOUND, finding.found())
                .put(VALUES, finding.values());
        node.set(LOOKS_LIKE, Json.texts(statement.looksLike()));
        node.put(UNTIL, statement.word().until().toString())
                .put(BY, statement.word().by())
                .put(BECAUSE, statement.word().because());
        node.set(
                PLACE,
                Json.object()
                        .put(FILE, statement.place().file())
                        .put(LINE, statement.place().line())
                        .put(COLUMN, statement.place().column()));
        return node;
    }

    static HarmlessFinding parse(JsonObject json) {
        String product = json.text(PRODUCT);
        String table = json.text(TABLE);
        String column = json.text(COLUMN);
        String category = json.text(CATEGORY);
        long found = json.whole(FOUND);
        long values = json.whole(VALUES);
        List<String> looksLike = json.texts(LOOKS_LIKE);
        LocalDate until = json.date(UNTIL);
        String by = json.text(BY);
        String because = json.text(BECAUSE);
        Place place = place(json.object(PLACE));
        return json.end(() -> new HarmlessFinding(
                new HarmlessColumn(
                        product, table, column, looksLike, new HarmlessColumn.Word(until, by, because), place),
                category,
                found,
                values));
    }

    private static Place place(JsonObject json) {
        String file = json.text(FILE);
        int line = json.position(LINE);
        int column = json.position(COLUMN);
        return json.end(() -> new Place(file, line, column));
    }
}

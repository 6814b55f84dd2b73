package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.release.Content;
import dev.weir.contracts.release.DataFiles;
import java.util.List;

/** A table's content hash and its data files in sum, as a manifest has them. */
final class ContentJson {

    private static final String HASH = "hash";
    private static final String SUM = "sum";
    private static final String COLUMNS = "columns";
    private static final String NAME = "name";
    private static final String VALUES = "values";
    private static final String COUNT = "count";
    private static final String BYTES = "bytes";
    private static final String SHA256 = "sha256";

    private ContentJson() {}

    static ObjectNode content(Content content) {
        ObjectNode node = Json.object().put(HASH, content.hash()).put(SUM, content.sum());
        node.set(
                COLUMNS,
                Json.objects(
                        content.columns(),
                        column -> Json.object()
                                .put(NAME, column.name())
                                .put(VALUES, column.values())
                                .put(SUM, column.sum())
                                .put(HASH, column.hash())));
        return node;
    }

    static Content content(JsonObject json, long rows) {
        String hash = json.text(HASH);
        String sum = json.text(SUM);
        List<Content.OfColumn> columns = json.objects(COLUMNS, ContentJson::column);
        return json.end(() -> new Content(rows, hash, sum, columns));
    }

    private static Content.OfColumn column(JsonObject json) {
        String name = json.text(NAME);
        long values = json.whole(VALUES);
        String sum = json.text(SUM);
        String hash = json.text(HASH);
        return json.end(() -> new Content.OfColumn(name, values, sum, hash));
    }

    static ObjectNode files(DataFiles files) {
        return Json.object().put(COUNT, files.count()).put(BYTES, files.bytes()).put(SHA256, files.sha256());
    }

    static DataFiles files(JsonObject json) {
        int count = json.position(COUNT);
        long bytes = json.whole(BYTES);
        String sha256 = json.text(SHA256);
        return json.end(() -> new DataFiles(count, bytes, sha256));
    }
}

package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.release.SourceCount.ReadDatabase;
import java.time.Instant;
import java.util.List;

/** What was read of a database, as JSON. */
final class ReadDatabaseJson {

    private static final String ADDRESS = "address";
    private static final String PRODUCT = "product";
    private static final String TABLE = "table";
    private static final String SNAPSHOT = "snapshot";
    private static final String PARTS = "parts";
    private static final String ROWS = "rows";
    private static final String BEGUN = "begun";
    private static final String ENDED = "ended";

    private ReadDatabaseJson() {}

    static ObjectNode json(ReadDatabase read) {
        ObjectNode node = Json.object()
                .put(ADDRESS, read.address())
                .put(PRODUCT, read.product())
                .put(TABLE, read.table())
                .put(SNAPSHOT, read.snapshot());
        node.set(PARTS, Json.objects(read.parts(), ReadDatabaseJson::json));
        return node;
    }

    private static ObjectNode json(ReadDatabase.Part part) {
        return Json.object()
                .put(ROWS, part.rows())
                .put(BEGUN, part.begun().toString())
                .put(ENDED, part.ended().toString());
    }

    static ReadDatabase parse(JsonObject json) {
        String address = json.text(ADDRESS);
        String product = json.text(PRODUCT);
        String table = json.text(TABLE);
        String snapshot = json.text(SNAPSHOT);
        List<ReadDatabase.Part> parts = json.objects(PARTS, ReadDatabaseJson::part);
        return json.end(() -> new ReadDatabase(address, product, table, snapshot, parts));
    }

    private static ReadDatabase.Part part(JsonObject json) {
        long rows = json.whole(ROWS);
        Instant begun = json.instant(BEGUN);
        Instant ended = json.instant(ENDED);
        return json.end(() -> new ReadDatabase.Part(rows, begun, ended));
    }
}

package dev.weir.contracts.release.json;

import static dev.weir.contracts.json.JsonKey.instant;
import static dev.weir.contracts.json.JsonKey.objects;
import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.whole;

import dev.weir.contracts.json.JsonShape;
import dev.weir.contracts.release.SourceCount.ReadDatabase;

/** What was read of a database, as JSON. */
final class ReadDatabaseJson {

    private static final JsonShape<ReadDatabase.Part> PART = JsonShape.of(
            whole("rows", ReadDatabase.Part::rows),
            instant("begun", ReadDatabase.Part::begun),
            instant("ended", ReadDatabase.Part::ended),
            ReadDatabase.Part::new);

    static final JsonShape<ReadDatabase> READ = JsonShape.of(
            text("address", ReadDatabase::address),
            text("product", ReadDatabase::product),
            text("table", ReadDatabase::table),
            text("snapshot", ReadDatabase::snapshot),
            objects("parts", PART, ReadDatabase::parts),
            ReadDatabase::new);

    private ReadDatabaseJson() {}
}

package dev.weir.contracts.format.json;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.format.ColumnPaths;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.format.TextStorage;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Optional;

/** One JSON object on each line. Columns stand at paths, and may be objects and arrays. */
public final class JsonLinesFormat implements SourceFormat {

    @Override
    public String name() {
        return "ndjson";
    }

    @Override
    public String noun() {
        return "JSON lines";
    }

    @Override
    public Shape keys() {
        return TextStorage.KEYS;
    }

    @Override
    public JsonDialect dialect(YamlMap read, Problems problems) {
        return new JsonDialect(TextStorage.of(read, problems));
    }

    @Override
    public Optional<UnsupportedType> unsupported(DataType type) {
        return Optional.empty();
    }

    @Override
    public void check(Table table, Problems problems) {
        new ColumnPaths(problems).check(table);
    }
}

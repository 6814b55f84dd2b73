package dev.weir.contracts.format.sdf;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.format.TextStorage;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Optional;

/** Structure-data files: molecules as V2000 or V3000 has them, each with data items below. */
public final class SdfFormat implements SourceFormat {

    @Override
    public String name() {
        return "sdf";
    }

    @Override
    public String noun() {
        return "SDF";
    }

    @Override
    public Shape keys() {
        return TextStorage.KEYS;
    }

    @Override
    public SdfDialect dialect(YamlMap read, Problems problems) {
        return new SdfDialect(TextStorage.of(read, problems));
    }

    @Override
    public Optional<UnsupportedType> unsupported(DataType type) {
        return UnsupportedType.inRows("SDF has no", type);
    }

    @Override
    public void check(Table table, Problems problems) {
        new SdfColumns(problems).check(table);
    }
}

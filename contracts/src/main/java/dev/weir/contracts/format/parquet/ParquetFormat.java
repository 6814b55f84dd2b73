package dev.weir.contracts.format.parquet;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Source;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Optional;

/** Apache Parquet, whose files say themselves how they are written. */
public final class ParquetFormat implements SourceFormat {

    /** Nothing to be said. */
    private record Dialect() implements Source.Dialect {}

    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public String noun() {
        return "Parquet";
    }

    @Override
    public Shape keys() {
        return SourceFormat.weirRead().build();
    }

    @Override
    public Source.Dialect dialect(YamlMap read, Problems problems) {
        return new Dialect();
    }

    @Override
    public Optional<Unheld> unheld(DataType type) {
        return type.hasObject()
                ? Optional.of(new Unheld(
                        "objects are not read from Parquet files yet", "have the ETL write each field as a column"))
                : Optional.empty();
    }
}

package dev.weir.contracts.format.parquet;

import dev.weir.contracts.DataType;
import dev.weir.contracts.format.SelfDescribingFormat;
import java.util.Optional;

/** Apache Parquet, whose files say themselves how they are written. */
public final class ParquetFormat implements SelfDescribingFormat {

    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public String noun() {
        return "Parquet";
    }

    @Override
    public Optional<UnsupportedType> unsupported(DataType type) {
        return type.hasObject()
                ? Optional.of(new UnsupportedType(
                        "objects are not read from Parquet files yet", "have the ETL write each field as a column"))
                : Optional.empty();
    }
}

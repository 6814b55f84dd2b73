package dev.weir.contracts.format.orc;

import dev.weir.contracts.DataType;
import dev.weir.contracts.format.SelfDescribingFormat;
import java.util.Optional;

/** Apache ORC, whose files say themselves how they are written. */
public final class OrcFormat implements SelfDescribingFormat {

    @Override
    public String name() {
        return "orc";
    }

    @Override
    public String noun() {
        return "ORC";
    }

    @Override
    public Optional<UnsupportedType> unsupported(DataType type) {
        return type.hasObject()
                ? Optional.of(new UnsupportedType(
                        "objects are not read from ORC files yet", "have the ETL write each field as a column"))
                : Optional.empty();
    }
}

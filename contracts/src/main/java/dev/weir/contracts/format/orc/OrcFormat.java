package dev.weir.contracts.format.orc;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Source;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Optional;

/** Apache ORC, whose files say themselves how they are written. */
public final class OrcFormat implements SourceFormat {

    /** Nothing to be said. */
    private record Dialect() implements Source.Dialect {}

    @Override
    public String name() {
        return "orc";
    }

    @Override
    public String noun() {
        return "ORC";
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
                        "objects are not read from ORC files yet", "have the ETL write each field as a column"))
                : Optional.empty();
    }
}

package dev.weir.contracts.format;

import dev.weir.contracts.Problems;
import dev.weir.contracts.Source;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;

/** A format whose files describe themselves, so that {@code weirRead} has no keys. */
public interface SelfDescribingFormat extends SourceFormat {

    /** Nothing to be said. */
    enum Dialect implements Source.Dialect {
        NONE
    }

    @Override
    default Shape keys() {
        return SourceFormat.weirRead();
    }

    @Override
    default Source.Dialect dialect(YamlMap read, Problems problems) {
        return Dialect.NONE;
    }
}
